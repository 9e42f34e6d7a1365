import { destructive } from '../finding';
import type { Call, Rule } from '../scope';
import { texts } from './arguments';
import { named } from './named';
import { alters, reads, tool } from './tool';

/** A word for what the call takes away, or one that alters; the rest looks when it says so. */
const byWords =
  (looks: RegExp, losing: RegExp, altering: RegExp): Rule =>
  (call: Call) => {
    const words = texts(call);
    if (words.some((word) => losing.test(word)))
      return [destructive(call.label, 'takes a disk or its data away')];
    if (words.some((word) => altering.test(word))) return alters(call);
    return words.some((word) => looks.test(word)) ? reads(call) : alters(call);
  };

const storcli = byWords(
  /^(?:show|help|-h|ver|-v)$/i,
  /^(?:del|delete|erase|secureerase|offline|missing|spindown|shutdown|restart|clear|deleteall|flasherase)$/i,
  /^(?:set|add|start|stop|insert|expand|migrate|import|transform|download|resume|pause|suspend|flush\w*|split|copyback|(?:file|logfile)=.*)$/i,
);

const megacli = byWords(
  /^-(?:LDInfo|PDList|PDInfo|LDPDInfo|AdpAllInfo|AdpGetProp|EncInfo|EncStatus|CfgDsply|ShowSummary|ShowProg|ProgDsply|Dsply|GetBbu\w+|GetEventLogInfo|GetEvents|AdpGetTime|PdGetMissing|AdpCount|PDGetNum|LDGetNum|LDGetProp|Scan|v|h)$/i,
  /^-(?:CfgLdDel|CfgClr|CfgSpanDel|PDOffline|PDMarkMissing|PdPrpRmv|Clear|Offline|PDClear|SecureErase)$/i,
  /^-(?:Set\w*|Start\w*|Stop\w*|Add\w*|f|AdpSetProp|LDSetProp|AdpSetTime|Silence\w*|Enbl|Dsbl|Import|PDOnline|PdReplaceMissing|PDMakeGood|CfgEachDskRaid0|CfgLdAdd|PdLocate|Recon\w*|BbuLearn|AdpFwFlash|AdpBIOS)$/i,
);

const ssacli = byWords(
  /^(?:show|help|version)$/i,
  /^(?:delete|remove|erase|clear|clearconfigstatus)$/i,
  /^(?:create|modify|add|diag|rescan|set|split|shrink|expand|reenable|stoperase|flash)\w*$/i,
);

/** Consoles of RAID controllers and of what a server's maker ships. */
export const raidControllers: Readonly<Record<string, Rule>> = {
  ...named('storcli, storcli64, storcli2, perccli, perccli64, perccli2', storcli),
  ...named('megacli, megacli64, MegaCli, MegaCli64', megacli),
  ...named('ssacli, hpssacli, hpacucli', ssacli),
  arcconf: tool({
    check: `getconfig, GETCONFIG, getstatus, GETSTATUS, getversion, GETVERSION, getlogs, GETLOGS,
      getsmartstats, GETSMARTSTATS, list, LIST, GETPERFORM, getperform`,
    destructive: {
      'delete, DELETE, uninit, UNINIT, format, FORMAT': 'deletes the data',
      'setstate, SETSTATE': 'takes a disk out',
    },
  }),
  ...named(
    'sas2ircu, sas3ircu',
    byWords(
      /^(?:LIST|DISPLAY|STATUS)$/i,
      /^(?:DELETE|DELETEVOLUME|SETOFFLINE)$/i,
      /^(?:CREATE|HOTSPARE|ACTIVATE|LOCATE|LOGIR|BOOTIR|CONSTCHK|SETONLINE)$/i,
    ),
  ),
  tw_cli: byWords(
    /^(?:show|info|help)$/i,
    /^(?:del|delete|remove)$/i,
    /^(?:set|add|maint|start|stop|rescan|flush|update|alarms|createunit)$/i,
  ),
  omreport: (call) =>
    texts(call).some((word) => /^-(?:outc|outa)$/.test(word)) ? alters(call) : reads(call),
  omconfig: byWords(
    /^-\?$/,
    /^action=(?:delete\w*|reset\w*|offline|powercycle|shutdown|reboot|forceoffline|clear\w*|remove\w*|secureerase|cryptographicerase|instantsecureerase)$/,
    /./,
  ),
};
