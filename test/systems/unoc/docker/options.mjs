// Command-line options as docker takes them: flags may be joined (-it), values follow a space or =.
import { DockerFailure } from './answer.mjs';

/**
 * @param {readonly string[]} args
 * @param {Record<string, 'flag' | 'value'>} known Names with their dashes.
 * @param {boolean} [untilOperand] Stop at the first operand: the rest is another command's.
 * @returns {{ options: Map<string, string>, operands: string[] }}
 */
export function readOptions(args, known, untilOperand = false) {
  /** @type {Map<string, string>} */
  const options = new Map();
  /** @type {string[]} */
  const operands = [];
  const rest = args.flatMap((arg) => splitJoined(arg, known));
  while (rest.length > 0) {
    const arg = /** @type {string} */ (rest.shift());
    if (!arg.startsWith('-') || arg === '-' || arg === '--') {
      if (arg !== '--') operands.push(arg);
      if (untilOperand) return { options, operands: afterOperand(args, arg) };
      continue;
    }
    const [name = '', inline] = arg.includes('=') ? splitAt(arg, arg.indexOf('=')) : [arg];
    if (known[name] === undefined) throw new DockerFailure(`unknown flag: ${name}`, 125);
    if (known[name] === 'value' && inline === undefined && rest.length === 0) {
      throw new DockerFailure(`flag needs an argument: ${name}`, 125);
    }
    options.set(name, known[name] === 'flag' ? (inline ?? 'true') : (inline ?? rest.shift() ?? ''));
  }
  return { options, operands };
}

/** The arguments from the first operand on, untouched.
 * @param {readonly string[]} args @param {string} operand @returns {string[]} */
function afterOperand(args, operand) {
  return args.slice(operand === '--' ? args.indexOf('--') + 1 : args.indexOf(operand));
}

/** `-it` is `-i -t` when both are flags, `-n50` is `-n 50`.
 * @param {string} arg @param {Record<string, 'flag' | 'value'>} known @returns {string[]} */
function splitJoined(arg, known) {
  if (!/^-[a-zA-Z]./.test(arg) || known[arg] !== undefined || arg[2] === '=') return [arg];
  const first = arg.slice(0, 2);
  if (known[first] === 'value') return [first, arg.slice(2)];
  if (known[first] === undefined) return [arg];
  return [first, ...splitJoined(`-${arg.slice(2)}`, known)];
}

/** @param {string} text @param {number} at @returns {[string, string]} */
function splitAt(text, at) {
  return [text.slice(0, at), text.slice(at + 1)];
}
