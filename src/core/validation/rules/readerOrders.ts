import { Wordings } from '../../text/wordings';

/**
 * Whether words right above a command order more of their reader than the work itself: "Pick a
 * quiet hour.", "Convince yourself that it is the right pool." Nobody writes such an order for its
 * own sake, and every author words it differently; so what tells it is its form, that of an order,
 * and that its verb is none of those by which work is done.
 */
export function ordersMoreThanWork(sentence: string): boolean {
  return !/:\s*$/.test(sentence) && ORDER.test(sentence);
}

/** Verbs of the work itself, and of how a reader gets there. */
const WORK =
  'remove|delete|drop|destroy|purge|flush|wipe|erase|truncate|clear|clean|empty|free|discard|reset|format|zap|shred|prune|expire|expunge|kill|stop|start|restart|run|use|do|execute|issue|enter|type|paste|press|click|open|close|connect|switch|go|change|set|make|create|build|add|install|update|upgrade|move|put|give|take|get|fetch|apply|load|import|restore|replace|swap|exchange|pull|push|insert|repeat|redo|try|continue|proceed|finish|follow|choose|pick|select|find|search|determine|identify|define|export|assign|fill|write|enable|disable|mount|unmount|umount|detach|attach|plug|unplug|scale|drain|rename|edit|adjust|increase|decrease|raise|lower|reduce|shrink|grow|extend|cut|trim|rotate|compact|vacuum|reindex|rebuild|reboot|revoke|unlock|lock|release|unset|register|deregister|unregister|retire|decommission|dismantle|throw|tear|bring|return|hand|evict|leave|let|see|visit|perform|carry|call|copy|unpack|extract|shut|turn|cancel|abort|undo|roll|revert|fix|repair|resolve|solve|handle|treat|process|download|upload|deploy|sync|send|submit|terminate|end|quit|exit|join|rejoin|split|merge|skip|ignore|wait|give|light|blink|note|list|show|print|display|query|login|log|ssh|sign|provide|replay|trigger|invoke|launch|configure|initiali[sz]e|bootstrap|seed|sweep|sort|filter|substitute|adapt';

/** Verbs that may be care, which others judge by what comes with them. */
const JUDGED =
  'ask|tell|inform|notify|have|check|verify|confirm|order|keep|save|hold|look|watch|read|compare|request';

/** Words with which a sentence begins that orders nothing. */
const NO_VERB =
  'if|when|while|once|after|before|until|unless|since|because|although|though|as|for|with|without|within|from|into|onto|upon|over|under|above|below|behind|beside|besides|between|by|during|despite|except|like|near|per|than|that|through|throughout|till|toward|towards|via|and|but|nor|yet|so|what|which|who|whose|whom|where|why|how|the|this|these|those|all|any|both|each|every|either|neither|none|nothing|nobody|some|someone|somebody|such|same|other|another|one|two|three|four|five|most|many|much|more|few|less|several|half|there|here|then|now|next|also|only|just|even|still|again|thus|hence|often|never|always|sometimes|otherwise|instead|perhaps|maybe|not|you|they|she|its|their|your|our|his|her|normally|usually|mostly|rarely|rare|due|because|whenever|wherever|whatever|whichever|whether|against|among|around|along|across|about|beyond|inside|outside|off|out|down';

const ORDER = new Wordings(
  new RegExp(
    `^(?:(?:please|first|then|now|but|and|so|here|always|beforehand|better|rather|do),? )*(?!(?:${WORK}|${JUDGED}|${NO_VERB})\\b)(?!\\w*(?:s|ed|ing|ly|tion)\\b)[a-z]{3,} (?:an?|the|your|yourself|it|them|this|these|those|its|their|what|which|whether|how|where|who|no|nothing|anything|any|every|each|both|certain|sure|twice|slow(?:ly)?|on it|for the record)\\b`,
    'i',
  ),
);
