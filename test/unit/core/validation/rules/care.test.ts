import { describe, expect, it } from 'vitest';
import { showsCare } from '../../../../../src/core/validation/rules/care';

/** Somebody is asked, something is looked at or kept, a consequence or a limit is told. */
const CARE: readonly string[] = [
  'Ask the person who holds the lock first.',
  'Send a mail to all six of us, then:',
  'Does the number match? The elf types the next line.',
  'The second number has to be 0:',
  'When the first box has gone well, and only then:',
  'With the door shut before, or you cut off your own branch:',
  'Clear those of step 1. Other boxes stay.',
  'Our own boxes only; older ones belong to others.',
  'It is in the export of step 1.',
  'The other shelf holds the same rows.',
  'Last year’s are kept on the big shelf, too, so they can go. They are on the big shelf too.',
  'Without `--yes`, so that you get asked:',
  'Tell `#toys` that the shelf will be empty for a minute.',
  'Inform the shop floor, and let the foreman confirm.',
  'Check with the night shift whether somebody still packs.',
  'Have a colleague read the name aloud.',
  'Get the go-ahead of the shop lead.',
  'This needs the approval of the manager on duty.',
  'Agreed with the warehouse? Then go on.',
  'Not without the consent of the owner:',
  'After you have seen the list, delete:',
  'Once you have compared both numbers:',
  'Look at the list, then delete what it shows:',
  'Compare the serial number with the label.',
  'Count them first. A dozen is normal.',
  'Make sure that the belt stands still:',
  'Preview what it would take, then take it:',
  'Copy the shelf plan before, then:',
  'Export the list, and keep it for a month:',
  'Note the old number in the ticket.',
  'Move the old box aside, and only then empty the shelf.',
  'Pause the packer so that no parcel is half packed.',
  'Format only a disk that the list shows as empty.',
  'Never on the live belt.',
  'Do not run this during the day.',
  'One belt at a time.',
  'The letters in the box are lost.',
  'Formatting erases whatever is there.',
  'Everybody is signed out, and the shop is slow for a quarter of an hour.',
  'This takes the shop down for a minute.',
  'Parcels without a label are thrown away; their senders lose them. It cannot be undone.',
  'The next build makes them again.',
  'The index is re-created from the letters.',
  'Nothing is lost: the same lists are also in the archive.',
  'These folders hold nothing but check-outs.',
  'It is a cache in front of the letters.',
  'Old lists are archived every night, so they may go:',
  'They are pulled again when somebody asks for them.',
  'The belt registers itself again, so this is reversible.',
  'Each is replaced by the next parcel.',
  'It has no further use:',
  'Both lists show only old names? Then:',
  'The shop is closed for a minute, thus tell `#toys`.',
  'Wird beim nächsten Start neu erzeugt:',
  'Elles sont recréées à la demande :',
  'Se vuelven a crear solos:',
];

/** Words that lead to the command, give its reason or speak of something else. */
const NONE: readonly string[] = [
  '',
  'Remove the old box:',
  'Then empty the shelf and start again:',
  'Still full? Make room:',
  'The shelf grows by a box a day.',
  'Old boxes are removed each spring:',
  'Last spring left a box behind, get rid of it.',
  'If that did not help, start from an empty shelf:',
  'If that does not help, start from an empty shelf:',
  'Its box on the big shelf goes too.',
  'Get rid of it, otherwise the belt copies nothing but air.',
  'Is the box full? Empty it:',
  'To load it once more, the old rows are removed first.',
  'When the log has grown too long, empty it:',
  'The helper should have taken it away. Take it away by hand:',
  'More than nine waiting means that the packer hangs. Start it afresh:',
  'Do the old shelf as well:',
  'Tidy up while you are at it:',
  'Make sure that you are logged in to the VPN.',
  '2. The usual culprit is the letter box.',
  'Run on the packing host:',
  'Full? Make room:',
  'Lists are kept in boxes. Free them:',
  'Die Kiste ist voll:',
];

describe('care before a loss', () => {
  it.each(CARE)('is shown by "%s"', (words) => {
    expect(showsCare(words)).toBe(true);
  });

  it.each(NONE)('is not shown by "%s"', (words) => {
    expect(showsCare(words)).toBe(false);
  });
});
