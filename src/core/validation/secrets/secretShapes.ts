/** Keys whose issuer gave them a shape of their own, so that they can be told anywhere. */
export interface SecretShape {
  readonly pattern: RegExp;
  readonly what: string;
}

/** A shape may be a little shorter or longer than its issuer makes it today. */
export const SHAPES: readonly SecretShape[] = [
  { pattern: /\b(?:AKIA|ASIA)[A-Z\d]{12,20}\b/g, what: 'an AWS access key' },
  { pattern: /\bgh[pousr]_[A-Za-z0-9]{20,}\b|\bgithub_pat_\w{22,}/g, what: 'a GitHub token' },
  {
    pattern: /\bgl(?:pat|rt|dt|ft|cbt|ptt|soat|imt|agent|oas)-[\w-]{16,}/g,
    what: 'a GitLab token',
  },
  { pattern: /\bxox[abeoprs]-[\w-]{10,}|\bxapp-\d-[\w-]{20,}/g, what: 'a Slack token' },
  {
    pattern:
      /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>\w{6,}\/\w{6,}\/\w{8,})/dg,
    what: 'a Slack webhook',
  },
  {
    pattern:
      /https:\/\/(?:(?:[\w-]+\.)*webhook\.[\w.-]+\/webhookb2\/|outlook\.office(?:365)?\.com\/webhook\/|(?:[\w-]+\.)*(?:logic\.azure|powerplatform)\.com[\w:/.-]*\/triggers\/|(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/webhooks\/|hooks\.zapier\.com\/hooks\/catch\/|maker\.ifttt\.com\/trigger\/\w+\/with\/key\/|events\.pagerduty\.com\/integration\/|alert\.victorops\.com\/integrations\/\w+\/\d+\/alert\/|chat\.googleapis\.com\/v1\/spaces\/\w+\/messages\?key=|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/|oapi\.dingtalk\.com\/robot\/send\?access_token=|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=|hc-ping\.com\/)(?<secret>[\w@/%&=.-]{12,})/dg,
    what: 'the address of a webhook',
  },
  { pattern: /\b[sr]k_live_[A-Za-z0-9]{10,}|\bwhsec_[A-Za-z0-9]{16,}/g, what: 'a Stripe key' },
  {
    // What others call theirs in the manner of Stripe.
    pattern:
      /\b[a-z]{2,12}_(?:live|prod|secret|pat|token|key)_(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[A-Za-z\d]{16,}\b/g,
    what: 'a key',
  },
  { pattern: /\bAIza[\w-]{30,}/g, what: 'a Google API key' },
  { pattern: /\bGOCSPX-[\w-]{20,}|\bya29\.[\w-]{20,}/g, what: 'a Google secret' },
  { pattern: /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bkey-[a-f\d]{32}\b/g, what: 'a key of a mail service' },
  {
    pattern: /\bhmac-(?:md5|sha\d{1,3})[\w.-]*:[\w.-]+:(?<secret>[A-Za-z\d+/]{16,}={0,2})/dg,
    what: 'a TSIG key',
  },
  { pattern: /(?<![\w+/=])AQ[A-Za-z\d+/]{36}==(?![\w+/=])/g, what: 'a Ceph key' },
  { pattern: /\bnpm_[A-Za-z0-9]{30,}\b/g, what: 'an npm token' },
  { pattern: /\bpypi-[\w-]{30,}/g, what: 'a PyPI token' },
  { pattern: /\bdckr_pat_[\w-]{16,}/g, what: 'a Docker token' },
  { pattern: /\bhv[sbr]\.[\w-]{20,}/g, what: 'a Vault token' },
  { pattern: /\bd(?:op|oo|or)_v1_[a-f0-9]{32,}\b/g, what: 'a DigitalOcean token' },
  {
    pattern: /\bsk-(?:ant-|proj-|svcacct-|or-)?[A-Za-z0-9_-]{24,}/g,
    what: 'a key of an AI service',
  },
  { pattern: /\bhf_[A-Za-z0-9]{24,}\b/g, what: 'a Hugging Face token' },
  { pattern: /\bsntry[su]_[\w=+/-]{20,}/g, what: 'a Sentry token' },
  { pattern: /\bglsa_\w{24,}|\bglc_[\w=+/-]{24,}/g, what: 'a Grafana token' },
  { pattern: /\bNRAK-[A-Z\d]{20,}/g, what: 'a New Relic key' },
  { pattern: /\bdapi[a-f\d]{32}\b/g, what: 'a Databricks token' },
  { pattern: /\bshp(?:at|ss|ca|pa)_[a-fA-F\d]{24,}/g, what: 'a Shopify token' },
  { pattern: /\bATATT3[\w=-]{20,}/g, what: 'an Atlassian token' },
  { pattern: /\bPMAK-[a-f\d]{20,}-[a-f\d]{20,}/g, what: 'a Postman key' },
  { pattern: /\bfo1_[\w-]{20,}|\bfm2_[\w+/=-]{20,}/g, what: 'a Fly token' },
  { pattern: /\b(?:SK|AC)[a-f\d]{32}\b/g, what: 'a Twilio key' },
  { pattern: /\btskey-[a-z]+-[\w-]{12,}/g, what: 'a Tailscale key' },
  { pattern: /\bsha256~[\w-]{30,}/g, what: 'an OpenShift token' },
  { pattern: /\bAGE-SECRET-KEY-1[A-Z\d]{20,}/g, what: 'a private key' },
  { pattern: /(?<!\d)\d{8,10}:AA[\w-]{30,}/g, what: 'a Telegram token' },
  { pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, what: 'a signed token (JWT)' },
  {
    pattern:
      /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+(?:[\w-]+: [^\n]*\s+)*[A-Za-z0-9+/=]{20,}/g,
    what: 'a private key',
  },
  {
    pattern:
      /\b[a-z][a-z+]{1,20}:\/\/[^\s:/@"'<>]{0,60}:(?<secret>[^\s:/@"'<>]{4,100})@[\w.[$<{-]+/dg,
    what: 'a password in an address',
  },
  {
    // The signature of a link that Azure or Google lets anybody follow.
    pattern: /[?&](?:sig|X-Goog-Signature|X-Amz-Signature)=(?<secret>[A-Za-z0-9%+/=]{32,})/dg,
    what: 'a signed link',
  },
  {
    // A line of .pgpass.
    pattern:
      /(?<![\w.-])[\w.*-]+:(?:\d{2,5}|\*):[\w*-]+:[\w*.-]+:(?<secret>[^\s:"'`<>$]{6,80})(?=["'`\s]|$)/dgm,
    what: 'a password',
  },
  {
    pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?<secret>[^\s"'`<>${}]{4,80})/dg,
    what: 'a password',
  },
];

/** Something of each shape: most texts hold none. */
export const MAY_HAVE_SHAPE =
  /AQ\w{3}|AKIA|ASIA|hmac-|gh[pousr]_|github_pat|gl[a-z]{2,5}-|xox|xapp-|_(?:live|prod|secret|pat|token|key)_\w{16}|https?:\/\/\S|k_live_|whsec_|AIza|GOCSPX|ya29|SG\.|key-|npm_|pypi-|dckr_|hv[sbr]\.|_v1_|sk-|hf_|sntry|gls?[ac]_|NRAK|dapi|shp[a-z]{2}_|ATATT|PMAK|fo1_|fm2_|SK[a-f\d]|AC[a-f\d]|tskey|sha256~|SECRET-KEY|:AA|eyJ|PRIVATE KEY|:\/\/\S*:\S*@|[?&](?:sig|X-)|:\d{2,5}:|:\*:|machine /;
