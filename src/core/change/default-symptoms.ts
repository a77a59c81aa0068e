/** The table of symptoms a workspace begins with, as the seed has it (`CHG-8`). */
import type { Symptom } from './troubleshooting.ts';

export const defaultSymptoms: readonly Symptom[] = [
  {
    id: 'missing-access',
    symptom: 'Users report missing access after release',
    checks: [
      'Role package',
      'Tenant membership',
      'Session refresh',
      'Navigation permission',
      'Changed product entitlement',
    ],
    words: ['login', 'tenant', 'tenants', 'permission', 'permissions', 'role', 'roles', 'navigation', 'accessible'],
  },
  {
    id: 'client-differs',
    symptom: 'Client behavior differs from web console',
    checks: ['Client version', 'Environment setting', 'SSO redirect support', 'Cache', 'Supported feature set'],
    words: ['browser', 'sso', 'callback', 'display', 'displayed', 'mobile', 'certificate'],
  },
  {
    id: 'connector-fails',
    symptom: 'Connector fails after upgrade',
    checks: ['Credential', 'Schema change', 'Source-system availability', 'Network route', 'Connector configuration'],
    words: ['source', 'mapping', 'sync', 'records', 'integration', 'integrations', 'api', 'calls', 'tool', 'tools'],
  },
  {
    id: 'rollback-unclear',
    symptom: 'Rollback decision is unclear',
    checks: ['Pre-agreed rollback criteria', 'Business owner', 'Technical owner', 'Impact statement'],
    words: ['rollback', 'revert'],
  },
];
