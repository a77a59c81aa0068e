/** A file dropped where nothing takes it would make the browser show that file instead of the console. */

/** Refuses it, and lets the pointer say so beforehand. What a room takes itself, and text dragged into a field, are left alone. */
export function refuseStrayDrops(window: Window): () => void {
  function look(event: DragEvent) {
    if (event.defaultPrevented || event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  }
  window.addEventListener('dragover', look);
  window.addEventListener('drop', look);
  return () => {
    window.removeEventListener('dragover', look);
    window.removeEventListener('drop', look);
  };
}
