import { describeWordings, fence, page } from '../wordings';

const run = (...code: readonly string[]): string => page(fence('bash', ...code));

describeWordings([
  {
    code: 'secret',
    faults: [
      run('mc alias set kiln https://s3.kiln.example:9000 potter 7gQw2LzRt0XvYkB5nMd3'),
      run('ejabberdctl register potter kiln.example Clay-Turtle77'),
      run('samba-tool user create potter Clay-Turtle77'),
      run('mosquitto_passwd -b /etc/mosquitto/pw potter Clay-Turtle77'),
      run('ipmitool -H kiln -U admin user set password 2 Clay77Turtle'),
      run('mysqladmin -u root password Clay77Turtle'),
      run('rman target sys/Clay77Turtle@kiln1 nocatalog'),
      run('rman target / catalog potter/Clay_Turtle77@pots'),
      run('expdp potter/Clay77Turtle@//kiln.example/pots schemas=pots'),
      run('impdp userid=potter/Clay77Turtle@pots full=y'),
      run('KILN_PASSWORD=Safe2024'),
      run('sqlldr potter/"Clay77Turtle"@pots control=pots.ctl'),
      run('sqlplus -S potter/Clay77Turtle@pots @count.sql'),
      run('dgmgrl sys/Clay77Turtle@kiln1 "show configuration"'),
      page(fence('text', 'SQL> connect sys/Clay77Turtle@kiln1 as sysdba')),
      page(fence('sql', 'CONN potter/Clay77Turtle')),
      run('mosquitto_sub -h kiln.example -p 8883 \\', "  -u potter -P 'Clay77Turtle' -t a"),
      run('smbclient //kiln/pots \\', '  -U potter%Clay77Turtle'),
    ],
    sound: [
      run('mc alias set kiln https://s3.kiln.example:9000 "$KEY" "$SECRET"'),
      run('mosquitto_sub -h kiln.example \\', '  -u potter -P "$MQTT_PW" -t a'),
      run('rman target / catalog "$CATALOG_LOGIN"@pots'),
      run('rman target sys/"$SYS_PW"@kiln1'),
      run('expdp potter/<password>@pots schemas=pots'),
      run('expdp potter/password@pots directory=dumps/d2'),
      run('sqlplus -S potter@pots @count.sql'),
      run('KILN_USER=potter   # password: 1Password, item "Kiln"'),
      run('KILN_USER=potter   # password: KeePass2'),
      page('The password is in Keeper; password: 1Password, entry "Kiln".'),
      page('The encryption password of the pots is in the safe at *Ovens/KLN01*.'),
      page('The password is kept in the entry `kiln/ops-2`.'),
    ],
  },
]);
