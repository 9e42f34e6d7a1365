import { formsOf } from './forms';

/** Programs that go on until somebody stops them, by their names and flags. */
export const FOLLOW_FORMS = formsOf(`
tail,gtail,xtail if -f -F --follow --retry unless --pid
xtail,multitail,kubetail,kail,ktail
journalctl if -f --follow
dmesg if -w -W --follow --follow-new
watch,viddy,hwatch,entr,watchexec,nodemon unless -g --chgexit -q --equexit
istioctl,linkerd,kiali dashboard
linkerd viz dashboard/tap/top
telepresence intercept
skaffold,devspace,okteto dev
tilt,okteto up unless -d --detach
az containerapp/container/webapp logs if --follow -f
heroku,scalingo,clever,dokku,render logs if -t -f --tail --follow
railway logs unless -n --lines --since --build --deployment
pm2 logs unless --nostream
rabbitmq-diagnostics log_tail_stream/consume_event_stream
varnishlog,varnishncsa,varnishtop,varnishstat,varnishhist unless -1 -d -k -t -D
fping if -l
httping,hping3 unless -c
tcping,psping if -t
tcpflow unless -r
ss if -E --events
top,iotop,atop if -b unless -n
uvicorn,hypercorn,daphne
next,vite,nuxt,astro,remix dev
sidekiq
rq,arq worker
less if +F
docker,podman,nerdctl,crictl,docker-compose,podman-compose logs/log if -f --follow
docker,podman,nerdctl stats unless --no-stream
docker,podman,nerdctl,docker-compose events unless --until
docker,podman,nerdctl compose/stack up unless -d --detach --wait --no-start --help
docker-compose,podman-compose up unless -d --detach --wait --no-start --help
docker,docker-compose watch unless inspect
crictl stats if -w --watch
crictl,ctr events
kubectl,oc,k,kubecolor,microk8s logs/log if -f --follow
kubectl,oc,k,kubecolor,microk8s get/events/describe if -w --watch --watch-only
kubectl,oc,k,kubecolor port-forward/proxy
kubectl argo rollouts get if -w --watch
kubectl,oc argo dashboard
kubectl cnpg logs if -f --follow
oc start-build if --follow -F
stern unless --no-follow
linkerd tap/top
cilium monitor
hubble observe if -f --follow
tetra getevents
flux logs if -f --follow
flux get if -w --watch
argocd app logs if -f --follow
argo logs if -f --follow
argo watch
minikube,k3d tunnel/mount/dashboard
consul,vault monitor
consul,etcdctl,nomad watch
consul,vault,nomad agent
vault server if -dev
nomad monitor
nomad logs if -f
nomad fs if -f
etcdctl lease keep-alive unless --once
ceph if -w -W --watch --watch-debug --watch-info --watch-sec --watch-warn --watch-error --watch-channel
rbd perf image iostat/iotop
salt-run state.event
salt-run,salt event/eventlisten
puppet agent if --no-daemonize unless --onetime -t --test
consul-template unless -once
confd unless -onetime --onetime
gitlab-ctl tail
supervisorctl tail if -f
supervisord if -n --nodaemon
logcli if -t -f --tail --follow
vector tap/top
rsyslogd if -n
cf logs unless --recent
fly,flyctl logs unless --no-tail -n
vercel,netlify,doctl,ibmcloud,koyeb,scw,northflank,zeabur logs if -f --follow
wrangler tail
sls,serverless,sam logs if -t --tail
eb logs if --stream
eb events if -f --follow
copilot,ecs-cli logs if --follow
awslogs get if -w --watch
saw watch
cw tail if -f --follow
aws logs tail if --follow
aws logs start-live-tail
gcloud tail
gcloud compute start-iap-tunnel
cloud_sql_proxy,cloud-sql-proxy
az log tail
az browse/port-forward/tunnel
pm2 monit
forever logs if -f
redis-cli,valkey-cli,keydb-cli monitor/subscribe/psubscribe/ssubscribe
redis-cli,valkey-cli,keydb-cli if --stat --latency --latency-history --latency-dist
kafka-console-consumer,kafka-console-consumer.sh,kafka-avro-console-consumer,kafka-protobuf-console-consumer,kafka-json-schema-console-consumer unless --max-messages --timeout-ms
kcat,kafkacat if -t -C -G unless -e -c -L -Q -P
rpk topic consume unless -n --num
kafkactl consume unless -e --exit --max-messages
pulsar-client consume/read if ~^0$
amqp-consume unless -c --count
nats sub/subscribe unless --count --wait
nats events
nats stream view
mosquitto_sub unless -C -W
stripe listen
mongostat,mongotop unless -n --rowcount
mysqladmin if -i --sleep unless -c --count
pt-heartbeat,pt-kill,pt-stalk,pt-deadlock-logger unless --run-time --iterations --check
mysqlbinlog if --stop-never --stop-never-slave-server-id
pg_recvlogical if --start unless --endpos
pg_receivewal,pg_receivexlog unless --create-slot --drop-slot --endpos
arping unless -c -w -f
hping3,httping unless -c
tcpdump,snoop unless -c -r -D -d --list-interfaces -h --version
tshark,dumpcap unless -c -a -r -D -L -G -v
ngrep unless -n -I
ip monitor
conntrack if -E --event
nmcli monitor
udevadm,busctl,dbus-monitor,networkctl monitor
dbus-monitor,opensnoop,execsnoop,tcpconnect,tcplife,biosnoop,bpftrace,opensnoop-bpfcc,execsnoop-bpfcc,tcpconnect-bpfcc unless -l -h --version -c -d --duration
strace,ltrace,truss,dtruss if -p
perf top
perf record/stat/trace if -p -a unless sleep -- --timeout
py-spy,rbspy,phpspy,jfr top
inotifywait if -m --monitor
fswatch unless -1 --one-event
netstat if -c --continuous
lsof if -r
free if -s --seconds unless -c --count
nvidia-smi if -l --loop -lms --loop-ms
nvidia-smi dmon/pmon unless -c --count
systemd-cgtop if ~^ unless -n --iterations -1
virsh event if --loop unless --timeout
lxc,incus monitor
ssh,autossh if -N unless -f
ngrok http/tcp/start
cloudflared tunnel run
iperf3,iperf if -s --server unless -1 --one-off -D --daemon
nc,ncat,netcat if -l -k --listen --keep-open unless -w -q -z
socat if ~^[A-Z]+\\d?-L(?:ISTEN)?:.*fork
python,python3 http.server
php if -S
php artisan serve/queue:work/queue:listen/schedule:work/horizon unless --once --stop-when-empty
npm,yarn,pnpm,bun dev/start/serve/watch/start:dev
npm,yarn,pnpm,bun run dev/serve/watch/start:dev
ng,hugo,jekyll,mkdocs,gatsby,vue-cli-service serve/develop/server
rails,bin/rails s/server unless -d --daemon
flask run
manage.py runserver
gunicorn unless -D --daemon --check-config --version
celery worker/beat/events/flower/monitor unless -D --detach inspect
tsc,jest,vitest,webpack,rollup,esbuild,sass if -w --watch --watchall
cargo,dotnet watch
dotnet-counters monitor unless --duration
dotnet-trace collect unless --duration
mvn if spring-boot:run
gradle,gradlew if -t --continuous bootRun
Get-Content,gc,cat,type if -Wait -Wai -Wa
Get-Counter if -Continuous
Test-Connection,Test-NetConnection,tnc if -Continuous -Repeat
Wait-Event unless -Timeout
typeperf unless -sc -q -qx
`);
