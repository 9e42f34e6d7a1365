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
      run('mosquitto_sub -h kiln.example -p 8883 \\', "  -u potter -P 'Clay77Turtle' -t a"),
      run('smbclient //kiln/pots \\', '  -U potter%Clay77Turtle'),
    ],
    sound: [
      run('mc alias set kiln https://s3.kiln.example:9000 "$KEY" "$SECRET"'),
      run('mosquitto_sub -h kiln.example \\', '  -u potter -P "$MQTT_PW" -t a'),
      page('The encryption password of the pots is in the safe at *Ovens/KLN01*.'),
      page('The password is kept in the entry `kiln/ops-2`.'),
    ],
  },
]);
