import { change, check, destructive, notUnderstood, type Finding } from '../finding';
import type { Word } from '../scope';

/** Methods of the MongoDB shell that only read (mongosh methods, MongoDB manual). */
const readers =
  /^(?:find|findOne|countDocuments|count|estimatedDocumentCount|distinct|explain|getIndexes|stats|dataSize|storageSize|totalSize|totalIndexSize|validate|isCapped|latencyStats|status|conf|config|printReplicationInfo|printSecondaryReplicationInfo|printSlaveReplicationInfo|printShardingStatus|hello|isMaster|version|serverStatus|hostInfo|currentOp|getMongo|getName|getSiblingDB|getDB|getCollection|getCollectionNames|getCollectionInfos|getUsers|getUser|getRoles|getProfilingStatus|getLogComponents|getReplicationInfo|listCommands|pretty|sort|limit|skip|toArray|forEach|map|filter|projection|project|hint|maxTimeMS|itcount|size|next|hasNext|print|printjson|tojson|stringify|ObjectId|ISODate|Date|NumberLong|join|keys|log|readPref|secondaryOk|setSecondaryOk|slaveOk|length|buildInfo|getBalancerState|isBalancerRunning|auth|ping|toISOString|getTime|toString|toJSON|toFixed|slice|substring|includes|indexOf|startsWith|concat|reduce|some|every|find|entries|values|hex|parseInt|Number|String|round|floor)$/;
const losers =
  /^(?:drop|dropDatabase|dropIndex|dropIndexes|dropUser|dropRole|deleteOne|deleteMany|remove|findOneAndDelete|removeShard)$/;
const takers = /^(?:shutdownServer|killOp|stepDown|freeze)$/;
/** Commands that `runCommand` may carry without changing anything. */
const plainCommands =
  /^\s*[({]*\s*["']?(?:ping|serverStatus|dbStats|collStats|replSetGetStatus|isMaster|hello|buildInfo|hostInfo|listDatabases|listCollections|currentOp|connectionStatus|getCmdLineOpts|getParameter|top|connPoolStats|count|find|distinct|listIndexes|dbHash|getLog|replSetGetConfig|usersInfo|rolesInfo|balancerStatus|listShards|lockInfo|features|whatsmyuri|listCommands|getShardMap)(?=)\b/;

/** Those that take data or a server away (MongoDB manual, database commands). */
const losingCommands =
  /^\s*[({]*\s*["']?(?:drop\w*|delete|findAndModify|remove\w*|shutdown|kill\w*|replSetStepDown|replSetFreeze|cleanupOrphaned|convertToCapped|cloneCollectionAsCapped|compact)\b/;

/** Calls without a name in front of the bracket: `db.x["drop"]()`, `db.x.drop?.()`, ``f`x` ``. */
const hidden = [/[\])]\s*\(/, /\?\.\s*\(/, /[\w$\])]`/];
/** A name or an operator in pieces: `"$o" + "ut"`, `"\u0024out"`. */
const spelledApart = /["'`]\s*\+\s*["'`]|\\[ux][\da-fA-F{]/;
/** A method that is handed over to be called: `forEach(db.b.insertOne)`. */
const passed = /\b(?:forEach|map|filter|reduce|some|every)\(\s*(?:[\w$]+\.)+([\w$]+)\s*[,)]/g;

/** Classifies a script of the MongoDB shell by the methods it calls. */
export function mongoScript(label: string, script: Word): readonly Finding[] {
  const code = script.text.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, blankString);
  if (/\$(?:out|merge)\b/.test(code) || /\$(?:out|merge)\b/.test(script.text)) {
    return [change(label, 'writes a collection')];
  }
  const findings: Finding[] = [];
  if (hidden.some((form) => form.test(code)) || spelledApart.test(script.text))
    findings.push(change(label, 'calls something whose name does not stand there'));
  if (/\brepair\s*:\s*(?:true|1)\b/.test(code)) findings.push(change(label, 'repairs'));
  for (const [, name = ''] of code.matchAll(passed)) {
    if (!readers.test(name)) findings.push(change(label, `passes ${name} on`));
  }
  for (const match of code.matchAll(/([A-Za-z_$][\w$]*)\s*\(/g)) {
    const name = match[1] ?? '';
    if (/^(?:if|for|while|function|return|typeof|new)$/.test(name)) continue;
    if (losers.test(name)) findings.push(destructive(label, `calls ${name}, which loses data`));
    else if (takers.test(name))
      findings.push(destructive(label, `calls ${name}, which takes a server or a query away`));
    else if (/^(?:runCommand|adminCommand)$/.test(name)) {
      findings.push(serverCommand(label, script.text.slice(match.index + name.length)));
    } else if (name === 'aggregate' || readers.test(name)) findings.push(check(label));
    else findings.push(change(label, `calls ${name}`));
  }
  const shows = /^\s*show\s+(?:dbs|databases|collections|users|roles|profile|logs?)\b/;
  if (findings.length === 0) {
    const reads = shows.test(code) || /^\s*[\w.]+\s*;?\s*$/.test(code);
    return [reads ? check(label) : notUnderstood(label)];
  }
  return /(?<![=!<>])=(?![=>])/.test(code.replace(/\b(?:var|let|const)\s+\w+\s*=/g, ''))
    ? [...findings, change(label, 'sets something')]
    : findings;
}

/** The lines of a script that take something away by the database it is connected to. */
export function mongoLosses(script: string): readonly Finding[] {
  if (!/\bdb\b/.test(script)) return [];
  return script
    .split('\n')
    .flatMap((line) => mongoScript(line.trim(), { text: line, known: true }))
    .filter(({ intent }) => intent === 'destructive');
}

/** A string without what it says, of the same length. */
function blankString(text: string): string {
  return `"${' '.repeat(text.length - 2)}"`;
}

/** What a command of the server does, by its first key: `({ drop: "orders" })`. */
function serverCommand(label: string, rest: string): Finding {
  if (plainCommands.test(rest)) return check(label);
  return losingCommands.test(rest)
    ? destructive(label, 'has the server take something away')
    : change(label, 'runs a command of the server');
}
