import type { Incident } from '../../core/incident/incident';
import type { WorkspaceSession } from '../../session/workspaceSession';

/** An incident in the Incidents view. */
export interface IncidentNode {
  readonly kind: 'incident';
  readonly session: WorkspaceSession;
  readonly incident: Incident;
}
