// The status of a container in docker's words.
import { sinceThen } from './durations.mjs';

/** @param {import('../containers/state.mjs').ContainerState} state @returns {string} */
export function statusText(state) {
  switch (state.status) {
    case 'created':
      return 'Created';
    case 'running':
      return `Up ${sinceThen(state.since)}`;
    case 'restarting':
      return `Restarting (${state.exitCode}) ${sinceThen(state.since)} ago`;
    case 'exited':
      return `Exited (${state.exitCode}) ${sinceThen(state.since)} ago`;
  }
}

/** @param {import('../containers/state.mjs').ContainerState} state @returns {boolean} */
export function isShownByDefault(state) {
  return state.status === 'running' || state.status === 'restarting';
}
