import { formsOf } from './forms';

/** Programs that ask a question, want a password or open an editor, and what answers in advance. */
export const ASKING_FORMS = formsOf(`
terraform,tofu apply/destroy unless -auto-approve -input=false ~plan ~[.](?:out|bin)$ ~^[$] -help
terraform,tofu force-unlock unless -force
terraform,tofu login/console
terragrunt apply/destroy/run-all unless -auto-approve --terragrunt-non-interactive --non-interactive -y plan
pulumi up/destroy/refresh/cancel unless -y --yes --non-interactive
cdk deploy unless --require-approval
cdk destroy unless -f --force
sam deploy if --guided -g
docker,podman,nerdctl prune unless -f --force
docker-compose,podman-compose rm unless -f --force -fsv
docker,podman compose rm unless -f --force
docker,podman,nerdctl,helm,oc,az,tsh,npm,yarn,flyctl,fly,heroku,cf,argocd,doctl login/adduser unless --password-stdin --service-principal --identity --token -p --password --token-only --federated-token -method
vault login unless +2 -method -token-only
gh,glab,gcloud,doctl auth login/init unless --with-token --token --cred-file --stdin -t --job-token
aws configure unless set get list list-profiles export-credentials import
aws sso login
gcloud init
gcloud delete/restart/failover/rollback/restore unless -q --quiet --no-user-output-enabled storage
az group/vm/aks/db/disk/acr/cosmosdb/redis/server/cluster delete unless -y --yes
doctl,heroku,scw delete/destroy unless -f --force --confirm
heroku apps:destroy/pg:reset/pg:promote/addons:destroy unless --confirm -c
fly,flyctl destroy unless -y --yes
kubectl,oc edit/attach
kubectl delete if -i --interactive
kubeadm reset unless -f --force
kubeadm upgrade apply unless -y --yes -f
istioctl install/uninstall/upgrade unless -y --skip-confirmation
flux uninstall unless -s --silent
argocd app delete unless -y --yes
argocd account update-password unless --current-password
velero delete unless --confirm
patronictl switchover/failover/restart/reinit/reload/remove/flush/edit-config unless --force
pcs auth unless -u
gluster stop/delete/remove-brick/reset-brick unless ~mode=script
crm configure edit
virsh edit/console
redis-cli,valkey-cli --cluster if reshard create fix rebalance unless --cluster-yes
salt-key if -A -a -d -D -R unless -y --yes
knife delete unless -y --yes
vagrant destroy unless -f --force
certbot unless -n --non-interactive --noninteractive renew certificates --version --help plugins show_account
certbot if --manual unless --manual-auth-hook
certbot-auto,letsencrypt certonly unless -n --non-interactive
apt,apt-get,aptitude install/upgrade/remove/dist-upgrade/full-upgrade/autoremove/purge/build-dep unless -y -qq --yes --assume-yes -s --simulate --dry-run
dnf,yum,microdnf,tdnf install/upgrade/update/remove/autoremove/reinstall/downgrade/swap/distro-sync unless -y --assumeyes --assumeno
zypper install/in/update/up/dup/dist-upgrade/patch/remove/rm unless -y -n --no-confirm --non-interactive --dry-run
apt-add-repository,add-apt-repository unless -y --yes
do-release-upgrade unless -f -c
pacman if -S -Syu -Syyu -R -Rs -Rns -U --sync --remove --upgrade unless --noconfirm -p
pkg install/delete/upgrade/remove/autoremove unless -y --yes
emerge if -a --ask
conda,mamba install/create/remove/update unless -y --yes
pip,pip3 uninstall unless -y --yes
choco install/upgrade/uninstall unless -y --yes --confirm -r
winget install/upgrade unless --accept-package-agreements --silent --disable-interactivity
dpkg-reconfigure unless -f --frontend ~noninteractive
npm init unless -y --yes
passwd unless --stdin -l -u -d -e -S -x -n -w --status --lock --unlock --delete --expire --help
chsh,chfn unless -s
adduser unless --disabled-password --disabled-login --system -D --comment -S +2
smbpasswd unless -s -x -d -e
htpasswd unless -b -i -D -v --help
kinit unless -k -kt -t --keytab
kadmin,kadmin.local unless -q -r
kpasswd,vncpasswd,ipmipasswd,mkpasswd
ssh-keygen unless -N -R -F -l -y -H -A -s -B -L -K -E
ssh-copy-id unless -f
gpg,gpg2 if --gen-key --full-generate-key --full-gen-key --edit-key --delete-keys --delete-key --delete-secret-keys --delete-secret-key -c --symmetric --sign-key --change-passphrase unless --batch --passphrase --passphrase-file --passphrase-fd
openssl req unless -subj -batch -config -in -noout
openssl genrsa if -aes256 -aes128 -des3 unless -passout
openssl pkcs12 if -export unless -passout -password -nodes
keytool if -genkey -genkeypair unless -dname
keytool if -import -importcert unless -noprompt
mysql_secure_installation unless --use-default
mysqladmin drop unless -f --force
mysql,mariadb,mysqldump,mysqladmin,mysqlcheck,mariadb-dump,xtrabackup if ~^-p$ ~^--password$
psql,pg_dump,pg_restore,createdb,dropdb if ~^-W$ ~^--password$
createuser if ~^-P$ --interactive --pwprompt
dropdb,dropuser if -i --interactive
ldapsearch,ldapmodify,ldapadd,ldapdelete,ldappasswd if -W
smbclient unless -c -N -L -A --command
samba-tool setpassword unless --newpassword --random-password
cryptsetup luksFormat/luksAddKey/luksOpen/open/luksChangeKey/luksRemoveKey unless -q --batch-mode --key-file -d
zfs load-key unless -L
lvremove,vgremove,pvremove,lvreduce,lvresize,lvconvert unless -y --yes -f -ff --force -t
mdadm --create unless --run
fsck,e2fsck,fsck.ext4 unless -y -p -n -a -A -N --help
parted unless -s --script -l -m print
fdisk,gdisk unless -l --list
cfdisk,nmtui,raspi-config,alsamixer,menuconfig,sconfig,yast
rm,mv,cp if -i -I
find if -ok -okdir
xargs if --interactive
git rebase/add/checkout/restore/reset/stash/clean if -i -p --interactive --patch
git commit unless -m -F --message --file --no-edit --reuse-message --fixup --squash --allow-empty-message
git merge if -e --edit
git mergetool/citool/gui/difftool
git config/notes/branch if -e --edit --edit-description edit
svn,hg commit/ci unless -m -F --message --file -l --logfile
hg histedit
gh pr create unless --fill --title --body -t -b -F
gh pr merge unless --merge --squash --rebase -m -s -r --auto
gh repo/release delete unless --yes -y
glab mr create unless --fill -f --title -t -y --yes
visudo,vipw,vigr unless -c --check
crontab if -e
crontab if -i
systemctl edit unless --stdin --full-from-file
sudoedit,vi,vim,nvim,nano,emacs,pico,micro,joe,ed unless -es --batch -Es
sops edit
sops unless -d -e --decrypt --encrypt exec-env exec-file updatekeys -r --rotate -i publish keyservice filestatus decrypt encrypt rotate set unset --version
pass edit/insert unless -m -e
less,more,most,pg unless --version
man unless -P
fzf unless -f --filter
dialog,whiptail,zenity,kdialog unless --infobox --gauge --version
gum confirm/choose/input/write/filter/file
top unless -b -l
htop,btop,atop,nmon,k9s,lazydocker,ncdu,tig,tmux,screen,glances,ctop,iftop,nethogs,bmon,iptraf,powertop unless -b --batch -w -r -P -dm -d -dmS new-session send-keys kill-session ls has-session new kill-server -ls -X -t -o -f --export
mc unless ~^[a-z]+$ -V --version
ansible,ansible-playbook,ansible-console,ansible-pull if -K -k --ask-become-pass --ask-pass --ask-vault-pass --ask-vault-password --step -J
ansible-vault edit/create/encrypt/view/rekey/decrypt unless --vault-password-file --vault-id
artisan,php migrate/db:wipe/migrate:fresh/migrate:rollback/db:seed unless --force --pretend --env=local
manage.py flush/collectstatic/createsuperuser unless --noinput --no-input --no-interaction
python,python3 flush/collectstatic/createsuperuser unless --noinput --no-input --no-interaction
drush sql-drop/sql:drop/updb/cim/cex/site-install unless -y --yes
wp reset/empty unless --yes
prisma reset unless -f --force
prisma dev
npx reset unless -f --force --yes
firebase login unless --no-localhost
su unless -c --command
sftp unless -b
sqlplus unless ~^@
telnet,minicom,cu
openssl s_client unless ~dev.null -brief
Read-Host,Get-Credential,Enter-PSSession,Out-GridView,pause,choice unless -PassThru
Connect-AzAccount,Connect-MgGraph,Connect-ExchangeOnline,Connect-SPOService,Connect-PnPOnline,Login-AzAccount unless -Identity -ManagedIdentity -ServicePrincipal -Credential -CertificateThumbprint -AccessToken -ClientSecretCredential -ClientSecret
Remove-ADUser,Remove-ADGroup,Remove-ADComputer,Remove-ADGroupMember,Remove-ADObject,Remove-VM,Remove-VMSnapshot,Remove-Mailbox,Disable-Mailbox,Clear-Disk,Format-Volume,Remove-Partition,Remove-ClusterGroup,Remove-AzVM,Remove-AzResourceGroup,Uninstall-WindowsFeature unless ~^-[Cc]onfirm -Force -WhatIf
Install-Module,Update-Module,Install-PackageProvider unless -Force ~^-[Cc]onfirm
diskpart unless /s
`);
