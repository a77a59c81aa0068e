/** The menu: what a desktop program has, and nothing that acts on a host. */
import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Tools for looking inside are for whoever builds Drydock. */
export function menuOf(platform: NodeJS.Platform, isPackaged: boolean): MenuItemConstructorOptions[] {
  const inside: MenuItemConstructorOptions[] = isPackaged ? [] : [{ role: 'reload' }, { role: 'toggleDevTools' }];
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    ...(platform === 'darwin' ? [] : [{ label: 'File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...inside,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}

export function setMenu(isPackaged: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf(process.platform, isPackaged)));
}
