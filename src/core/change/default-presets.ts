/** The change categories a workspace begins with, and their typical validations, as the seed names them (`CHG-3`). */
import type { Preset } from './presets.ts';

function preset(id: string, name: string, ...items: readonly (readonly [id: string, text: string])[]): Preset {
  return { id, name, items: items.map(([item, text]) => ({ id: item, text })) };
}

export const defaultPresets: readonly Preset[] = [
  preset(
    'platform-release',
    'Platform release',
    ['login', 'Login works'],
    ['tenant-access', 'Tenants are accessible'],
    ['navigation', 'Navigation works'],
    ['smoke-tests', 'Product smoke tests pass'],
    ['integrations', 'Key integrations work'],
  ),
  preset(
    'product-module-update',
    'Product module update',
    ['workflows', 'The target product workflows work'],
    ['permissions', 'Role permissions are right'],
    ['data-display', 'Data is displayed as expected'],
    ['acceptance', 'A sample is accepted by users'],
  ),
  preset(
    'connector-or-data-change',
    'Connector or data change',
    ['connectivity', 'The source can be reached'],
    ['mapping', 'The mapping is right'],
    ['samples', 'Sample records are right'],
    ['sync-schedule', 'The sync schedule runs'],
    ['failure-handling', 'Failures are handled'],
  ),
  preset(
    'certificate-or-domain-change',
    'Certificate or domain change',
    ['browser', 'Access by browser works'],
    ['client', 'Access by client works'],
    ['sso-callback', 'The SSO callback works'],
    ['api-calls', 'API calls work'],
    ['monitoring', 'The monitoring checks pass'],
  ),
  preset(
    'api-or-mcp-scope-change',
    'API or MCP scope change',
    ['tool-discovery', 'Tools are discovered'],
    ['allowed-calls', 'The allowed calls work, and no others'],
    ['service-identity', 'The service identity has its owner'],
    ['audit-record', 'Calls leave an audit record'],
  ),
];
