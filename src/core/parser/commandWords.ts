/**
 * Names of programs that runbooks call. Collected from the manuals of the systems named in each
 * line, not from any one runbook. `STRONG` names are no words of prose: with an argument they are
 * a command. `WEAK` names are also English words and need more evidence (a flag, a path, a pipe).
 */
const set = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(' ')));

export const STRONG: ReadonlySet<string> = set(
  // containers and orchestration
  'docker docker-compose docker-machine dockerd podman podman-compose buildah skopeo nerdctl crictl ctr runc',
  'kubectl kubectl-ns oc odo kubeadm kubelet kind minikube k3s k3d k9s k3sup microk8s helm helmfile',
  'kustomize stern kubens kubectx kubeseal velero argocd argo fluxctl flux istioctl linkerd cilium hubble',
  'calicoctl rancher rke rke2 eksctl kops kubefed nomad consul vault boundary waypoint packer crane cosign',
  'virtctl subctl tkn kn kubeval kubeconform conftest popeye etcdctl etcdutl omc must-gather rosa ocm osdctl',
  'hcp hypershift coreos-installer butane rpm-ostree ostree lxc lxd incus systemd-nspawn machinectl swarmctl',
  // clouds
  'aws awslocal aws-vault sam cdk copilot ecs-cli eb saml2aws awscurl ssm-session gcloud gsutil bq gke-gcloud-auth-plugin',
  'az azcopy func azd bicep kubelogin doctl linode-cli hcloud scw oci ibmcloud vultr-cli openstack nova neutron',
  'glance cinder keystone swift ironic heat aliyun ossutil tccli exo upctl civo fly flyctl heroku vercel netlify',
  'wrangler cloudflared render railway supabase firebase amplify serverless sls pulumi terraform terragrunt tofu',
  'tflint tfsec terraformer driftctl infracost checkov doppler sops age',
  // configuration management and CI
  'ansible ansible-playbook ansible-galaxy ansible-vault ansible-inventory salt salt-call salt-key salt-ssh puppet',
  'puppetserver facter hiera knife chef-client chef-solo chef-server-ctl gitlab-ctl gitlab-rake gitlab-rails gitlab-psql',
  'gitlab-runner gitlab-backup gitlab-redis-cli gitlab-patronictl jenkins-cli concourse fly-cli circleci drone buildkite-agent',
  'teamcity bosh cf credhub uaac om pks tkgi capistrano cap fab invoke octo spinnaker hal spin dagger earthly bazel buck',
  'mcollective mco foreman-rake hammer katello-service subscription-manager satellite-maintain foreman-maintain',
  // version control and packages
  'git gh glab hub svn hg git-lfs pre-commit npm npx pnpm yarn bun deno nvm fnm corepack pip pip3 pipx poetry pipenv',
  'uv conda mamba virtualenv venv gem bundle bundler rake rails rbenv rvm composer php artisan mvn gradle gradlew mvnw',
  'sbt ant cargo rustup rustc gofmt dotnet nuget msbuild apt apt-get apt-cache apt-mark apt-key aptitude dpkg',
  'dpkg-reconfigure yum dnf microdnf rpm zypper apk pacman emerge brew snap flatpak choco winget scoop pkg pkg_add',
  'update-alternatives needrestart unattended-upgrade yum-config-manager add-apt-repository',
  // databases
  'psql pg_dump pg_dumpall pg_restore pg_basebackup pg_ctl pg_ctlcluster pg_lsclusters pg_isready pg_upgrade pg_resetwal',
  'pg_controldata pg_rewind pg_waldump pg_verifybackup pg_receivewal pg_archivecleanup pg_checksums pg_amcheck pgbench',
  'pgbackrest barman wal-g wal-e patronictl repmgr pgbouncer pgloader pg_repack vacuumdb reindexdb createdb dropdb',
  'createuser dropuser clusterdb initdb stolonctl pgcli mysql mysqldump mysqladmin mysqlcheck mysqlbinlog mysqlimport',
  'mysqlslap mysqld mysqld_safe mysqlsh mysqlpump mydumper myloader xtrabackup innobackupex mariabackup mariadb',
  'mariadb-dump mariadb-admin mariadb-backup mariadb-check pt-online-schema-change pt-table-checksum pt-table-sync',
  'pt-query-digest pt-kill pt-stalk pt-heartbeat gh-ost orchestrator orchestrator-client proxysql vtctl vtctlclient',
  'vtctldclient vtgate garbd sqlcmd bcp mssql-cli osql sqlite3 sqlplus rman expdp impdp lsnrctl srvctl crsctl dgmgrl',
  'asmcmd opatch adrci tnsping datapatch db2 db2pd cockroach tidb tiup tikv-ctl pd-ctl yb-admin ysqlsh ycqlsh',
  'clickhouse-client clickhouse clickhouse-backup influx influxd redis-cli redis-server redis-sentinel redis-benchmark',
  'valkey-cli keydb-cli memcached memcstat mongosh mongo mongod mongos mongodump mongorestore mongoexport mongoimport',
  'mongostat mongotop mongofiles bsondump cqlsh nodetool sstableloader sstablescrub sstableutil cassandra cassandra-stress',
  'scylla couchbase-cli cbbackupmgr cbq couchdb neo4j neo4j-admin cypher-shell arangosh surreal duckdb snowsql',
  'elasticsearch elasticsearch-plugin elasticsearch-keystore opensearch curator esrally logstash kibana filebeat metricbeat',
  'solr solrctl aerospike asadm asinfo aql asbackup hbase hdfs hadoop yarn-cli mapred hive beeline impala-shell spark-submit',
  'spark-shell presto trino flink airflow dbt prefect dagster luigi nifi sqoop oozie zkCli.sh zkServer.sh zkcli liquibase',
  'flyway prisma knex sequelize alembic goose dbmate atlas sqitch migrate typeorm',
  // messaging and streams
  'kafka-topics kafka-topics.sh kafka-consumer-groups kafka-consumer-groups.sh kafka-configs kafka-configs.sh kafka-acls',
  'kafka-acls.sh kafka-console-consumer kafka-console-consumer.sh kafka-console-producer kafka-console-producer.sh',
  'kafka-reassign-partitions kafka-reassign-partitions.sh kafka-leader-election kafka-leader-election.sh kafka-log-dirs',
  'kafka-log-dirs.sh kafka-server-start.sh kafka-server-stop.sh kafka-run-class.sh kafka-broker-api-versions.sh',
  'kafka-get-offsets.sh kafka-preferred-replica-election.sh kafka-replica-verification.sh kafka-streams-application-reset',
  'kafka-metadata-quorum.sh kafka-dump-log.sh kafka-delete-records.sh kafka-mirror-maker.sh kafkacat kcat kafkactl rpk',
  'ksql confluent connect-distributed.sh cruise-control rabbitmqctl rabbitmqadmin rabbitmq-plugins rabbitmq-diagnostics',
  'rabbitmq-queues rabbitmq-upgrade rabbitmq-server activemq artemis nats nats-server nsqadmin pulsar pulsar-admin',
  'mosquitto_pub mosquitto_sub amq-broker celery sidekiq sidekiqctl resque beanstalkd temporal tctl',
  // storage
  'ceph ceph-volume ceph-deploy cephadm ceph-osd ceph-mon ceph-authtool ceph-bluestore-tool ceph-objectstore-tool ceph-disk',
  'rbd rados radosgw-admin rgw crushtool monmaptool osdmaptool gluster glusterd zpool zfs lvs vgs pvs lvdisplay vgdisplay',
  'pvdisplay lvextend lvcreate lvremove lvresize lvreduce lvconvert lvchange lvrename vgextend vgcreate vgreduce vgremove',
  'vgchange vgscan pvcreate pvresize pvmove pvremove pvscan mdadm fdisk gdisk sgdisk parted partprobe growpart resize2fs',
  'xfs_growfs xfs_repair xfs_info xfs_freeze fsck e2fsck fsck.ext4 mkfs mkfs.ext4 mkfs.xfs tune2fs dumpe2fs blkid lsblk',
  'blockdev findmnt umount fstrim losetup cryptsetup dmsetup multipath multipathd iscsiadm targetcli nvme smartctl hdparm',
  'mkswap swapon swapoff btrfs drbdadm drbdsetup linstor restic borg duplicity rclone rsync s3cmd s3fs mc minio mcli',
  'sgutils rescan-scsi-bus.sh showmount exportfs nfsstat rpcinfo mount.nfs storcli storcli64 megacli MegaCli64 perccli',
  'hpssacli ssacli arcconf omreport racadm ipmitool dmidecode fio sg_inq bacula bconsole veeamconfig tsm dsmc',
  // Linux administration
  'systemctl journalctl systemd-analyze systemd-run systemd-resolve resolvectl loginctl hostnamectl timedatectl localectl',
  'coredumpctl networkctl udevadm service-ctl initctl chkconfig update-rc.d sysctl dmesg lsmod modprobe rmmod insmod modinfo',
  'lspci lsusb lscpu lshw lsns lsipc lsof lslocks lslogins lsattr chattr ulimit prlimit renice chrt taskset numactl ionice',
  'strace ltrace perf bpftrace bcc ftrace trace-cmd gdb gcore pstack jstack jmap jcmd jstat jps jinfo jhsdb async-profiler',
  'arthas jconsole dotnet-dump dotnet-trace dotnet-counters py-spy rbspy pprof iostat vmstat mpstat pidstat sar sadf',
  'iotop iftop nethogs htop atop btop glances dstat nmon slabtop powertop turbostat tuned-adm cpupower irqbalance',
  'crontab atq atrm logrotate logger auditctl ausearch aureport aide getenforce setenforce semanage restorecon chcon getsebool',
  'setsebool sestatus apparmor_status aa-status useradd usermod userdel groupadd groupmod groupdel gpasswd chage passwd',
  'chpasswd adduser deluser visudo pwck getent faillock pam_tally2 sssctl realm adcli kinit klist kdestroy kadmin kadmin.local',
  'ipa ldapsearch ldapmodify ldapadd ldapdelete ldappasswd ldapwhoami slapcat slapadd dsctl dsconf dsidm authconfig authselect',
  'chown chmod chgrp setfacl getfacl mkdir rmdir mktemp mkfifo ln readlink realpath stat du df ls ls-la ll mv cp rm scp sftp',
  'ssh ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan sshpass sshuttle mosh telnet tmux screen nohup setsid disown',
  'pgrep pkill killall pidof pstree pmap fuser ps uname lsb_release whoami sudo su doas runuser chroot nsenter unshare',
  'grub2-mkconfig grub-mkconfig update-grub grubby dracut update-initramfs mkinitrd efibootmgr kexec kdumpctl crash',
  'pcs crm corosync-cfgtool corosync-quorumtool pacemaker stonith_admin clustat cman clusvcadm keepalived supervisorctl',
  'supervisord monit pm2 forever passenger passenger-status unicorn puma gunicorn uwsgi uvicorn svc sv s6-svc runit rc-service',
  'scontrol sinfo squeue sacct sacctmgr sbatch srun salloc scancel sstat sprio sdiag sreport qsub qstat qdel qhost pbsnodes bjobs bsub bkill bhosts',
  'rspamc rspamadm sievec postalias postmulti exiqgrep exigrep exiwhat opendkim-testkey zmcontrol zmprov newaliases lpstat lpadmin cupsctl',
  'syncoid sanoid zfs-prune-snapshots znapzend zdb incus limactl multipass colima pveversion pvesm pveum proxmox-backup-client ha-manager',
  'clush clubak pdsh pssh parallel-ssh talosctl cscli gluster mfsmount beegfs-ctl lctl mmlscluster mmgetstate mmhealth rke2 k0s k0sctl',
  'softwareupdate xcrun simctl xcode-select xcodebuild launchctl diskutil tmutil pkgutil scutil networksetup dscl softwareupdate spctl pmset',
  // networks
  'curl wget http https httpie xh grpcurl grpc_health_probe websocat wscat ping ping6 fping arping traceroute traceroute6',
  'tracepath tracert pathping mtr dig nslookup drill kdig whois nmap masscan ncat nc netcat socat openssl gnutls-cli',
  'certbot acme.sh cfssl step mkcert keytool certutil tcpdump tshark ngrep wireshark ss netstat ifconfig ifup ifdown',
  'ip ip6tables iptables iptables-save iptables-restore ip6tables-save nft firewall-cmd ufw conntrack ipset ipvsadm tc',
  'ethtool brctl bridge nmcli nmtui iw iwconfig vtysh birdc gobgp ovs-vsctl ovs-ofctl ovs-appctl ovs-dpctl ovn-nbctl ovn-sbctl',
  'ovn-trace wg wg-quick openvpn strongswan ipsec swanctl iperf iperf3 ab wrk hey siege vegeta k6 locust jmeter',
  'dhclient arp rndc named-checkconf named-checkzone unbound-control pdnsutil pdns_control dnsmasq chronyc ntpq ntpdate ntpstat',
  'nginx apachectl apache2ctl httpd a2ensite a2dissite a2enmod haproxy hatop varnishadm varnishlog varnishstat varnishd',
  'squid squidclient envoy traefik caddy lighttpd postfix postqueue postsuper postconf postmap postcat mailq sendmail exim exim4',
  'doveadm swaks tmsh bigstart snmpwalk snmpget snmpset clish jnprcli fortigate netsh route-print ipconfig',
  // monitoring and others
  'promtool amtool prometheus alertmanager grafana-cli thanos logcli tempo-cli mimirtool cortextool telegraf datadog-agent',
  'dd-agent newrelic nagios icinga2 zabbix_get zabbix_sender zabbix_agentd sensuctl statsd pagerduty pd opsgenie sentry-cli',
  'splunk fluentd fluent-bit vector journald amazon-cloudwatch-agent-ctl osqueryi falco trivy grype syft clamscan lynis',
  'gpg gpg2 pass jq yq xq fx dasel awk gawk mawk sed grep egrep fgrep zgrep rg ack ag xargs tee zcat zless bzcat xzcat gzip',
  'gunzip bzip2 xz zstd tar unzip zip 7z cpio md5sum sha1sum sha256sum sha512sum cksum b3sum base64 xxd hexdump od strings',
  'uniq wc tac nl seq shuf envsubst dos2unix iconv basename dirname printf echo export unset alias unalias pushd popd eval',
  'exec set-x vim vi nano emacs ed nvim python python2 python3 perl ruby lua node-gyp tsc tsx ts-node java javac scala kotlin',
  'nvidia-smi nvtop rocm-smi dcgmi virsh virt-install virt-manager qemu-img qemu-system-x86_64 vboxmanage VBoxManage vagrant',
  'esxcli vim-cmd govc pvesh qm pct pvecm xe prlctl powercli vcgencmd wasp',
  'drush wp wp-cli craft bin/console symfony manage.py flask django-admin mix iex rebar3 erl cfn-lint sfdx',
  // Windows
  'powershell pwsh cmd sc tasklist taskkill iisreset appcmd wevtutil nltest dcdiag repadmin robocopy xcopy schtasks wmic',
  'bcdedit chkdsk sfc dism gpupdate gpresult w32tm setspn icacls takeown diskpart fsutil vssadmin wbadmin msiexec wsl',
  'wusa quser qwinsta logoff cscript wscript cipher cmdkey dnscmd dsquery dsget ntdsutil pnputil driverquery systeminfo getmac',
  'nbtstat auditpol secedit regedit sqlservr csvde ldifde rundll32 regsvr32 mofcomp winrm winrs bitsadmin',
);

export const WEAK: ReadonlySet<string> = set(
  'at cat cut date find head host less link look make more nice open read script sort split test time top wait watch who',
  'write mail kill service install go node cd env exit history join last set source type uptime free id move copy start',
  'stop route replace sleep tree tail touch trap column expand file groups column mount dd tr fold paste patch diff cmp',
  'comm factor finger locate which whereis command clear reset reboot shutdown halt poweroff init sync swap lock w hostname',
  'iptraf net reg print dir del ren md rd assign attrib bash sh zsh ksh csh dash fish shell local declare let return true false',
  'swift heat render atlas migrate step pass vector connect crash spin hive spark presto flux argo salt knife hal cap fab',
  'bridge realm stat screen eval exec echo alias ab ip age uv sam eb func fly om hub mc pd sv svc sc crm xe qm drill hey step',
  'goose storm invoke flask craft rake bundle gem ack nova glance cinder keystone ironic puppet ansible chef consul vault nomad',
  'boundary waypoint packer copilot serverless concourse drone buck orchestrator curator conductor patroni strings cipher ',
  'scala java ruby perl lua python kibana grafana prometheus elasticsearch cassandra redis memcached kafka consumer rancher',
  'nginx haproxy envoy traefik caddy squid postfix sendmail telegraf celery sidekiq unicorn puma gunicorn passenger monit forever',
  'supervisord prisma knex sequelize airflow dbt prefect dagster flink trino nifi oozie hadoop hbase neo4j http https',
  'temporal clickhouse influx mongo mongod mongos mysql mysqld mariadb cockroach scylla aerospike solr opensearch logstash',
  'kubelet dockerd containerd keepalived pacemaker named sshd crond rsyslogd auditd chronyd ntpd supervisor glusterd',
  'heroku vercel netlify railway supabase firebase amplify thanos nagios splunk fluentd falco symfony confluent pulsar nats',
);

/** Programs that say something useful without an argument. */
export const ALONE: ReadonlySet<string> = set(
  'uptime whoami hostname ifconfig ipconfig lsblk lscpu lspci lsusb lsmod lsns dmesg pwd ls ll df free vmstat iostat mpstat',
  'netstat top htop atop iotop iftop w who last id env ps mount findmnt blkid swapon lvs vgs pvs nvidia-smi date uname',
  'nproc sinfo squeue lsscsi smbstatus runlevel rc-status svcs sockstat hostnamectl timedatectl history jobs reboot mailq postqueue getenforce sestatus pstree systeminfo tasklist quser qwinsta iisreset klist jps',
  'sync logout exit gpupdate update-grub pg_lsclusters pg_isready lsnrctl ntpq slabtop glances btop dstat nmon arp route',
  'systemctl journalctl crontab lsof ss k9s mongostat mongotop redis-cli psql mysql mongosh sqlplus sqlite3 cqlsh',
);

/** Programs whose call is cut short without an argument after these sub-commands. */
export const UNFINISHED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'kubectl',
    set(
      'get describe delete logs exec scale apply create patch edit rollout drain cordon uncordon taint label annotate cp',
      'port-forward attach set expose run debug wait top explain replace auth config diff autoscale certificate',
    ),
  ],
  [
    'docker',
    set(
      'logs exec restart stop start rm rmi run kill inspect pull push tag cp build compose container image volume network',
      'system swarm service stack node save load commit rename update attach wait top port create',
    ),
  ],
  [
    'systemctl',
    set('restart start stop status enable disable reload mask unmask show cat edit is-active kill'),
  ],
  [
    'helm',
    set(
      'rollback upgrade install uninstall get history repo show status test template pull dependency',
    ),
  ],
  [
    'git',
    set(
      'checkout revert reset cherry-pick clone tag show rebase merge remote config worktree switch',
    ),
  ],
  [
    'aws',
    set(
      's3 ec2 ecs eks rds iam lambda cloudwatch logs route53 ssm sts s3api elb elbv2 cloudformation dynamodb sqs sns kms',
    ),
  ],
  [
    'gcloud',
    set(
      'compute container sql iam logging projects auth config storage run functions dns services',
    ),
  ],
  [
    'az',
    set('vm aks group storage network sql webapp keyvault monitor acr ad functionapp account'),
  ],
  ['terraform', set('state import taint untaint workspace console show')],
  ['npm', set('run')],
  ['ssh', set('')],
]);

/** Programs of Windows that PowerShell is asked to run. */
export const WINDOWS: ReadonlySet<string> = set(
  'sc tasklist taskkill iisreset appcmd wevtutil nltest dcdiag repadmin robocopy xcopy schtasks wmic bcdedit chkdsk sfc dism',
  'gpupdate gpresult w32tm setspn icacls takeown diskpart fsutil vssadmin wbadmin msiexec wusa quser qwinsta cmdkey dnscmd',
  'dsquery dsget ntdsutil pnputil driverquery systeminfo getmac nbtstat auditpol secedit netsh ipconfig tracert pathping',
  'choco winget scoop powershell pwsh winrm winrs bitsadmin',
);

/** Verbs that Microsoft approves for the names of PowerShell commands, and a few in wide use. */
export const CMDLET_VERBS: ReadonlySet<string> = set(
  'Add Approve Assert Backup Block Build Checkpoint Clear Close Compare Complete Compress Confirm Connect Convert',
  'ConvertFrom ConvertTo Copy Debug Deny Deploy Disable Disconnect Dismount Edit Enable Enter Exit Expand Export Find',
  'ForEach Format Get Grant Group Hide Import Initialize Install Invoke Join Limit Lock Measure Merge Mount Move New Open',
  'Optimize Out Ping Pop Protect Publish Push Read Receive Redo Register Remove Rename Repair Request Reset Resize Resolve',
  'Restart Restore Resume Revoke Save Search Select Send Set Show Skip Sort Split Start Step Stop Submit Suspend Switch',
  'Sync Tee Test Trace Unblock Undo Uninstall Unlock Unprotect Unpublish Unregister Update Use Wait Watch Where Write',
);
