#!/usr/bin/env bash
# Sets or rotates one secret in the vault. The value is read from the terminal without echo, or from standard input; it is never an argument.
#   infra/secrets.sh --vault NAME --secret WebhookSecret|WebhookSecret--<strategy>|Binance--ApiKey|Binance--ApiSecret|Notify-WebhookUrl [--generate]
# --generate makes a random one (webhook secrets only) and prints it once, for TradingView.
set -euo pipefail

vault="" secret="" generate=0
usage() { sed -n '2,4s/^# \{0,1\}//p' "$0"; }
wrong() { echo "secrets: $*" >&2; usage >&2; exit 2; }
while [ $# -gt 0 ]; do
  case "$1" in
    --vault | --secret)
      [ $# -ge 2 ] && [ "${2#--}" = "$2" ] || wrong "$1 has no value."
      case "$1" in --vault) vault=$2 ;; --secret) secret=$2 ;; esac
      shift 2
      ;;
    --generate) generate=1; shift ;;
    -h | --help) usage; exit 0 ;;
    *) wrong "'$1' is no option here." ;;
  esac
done
[ -n "$vault" ] || wrong "--vault is missing."
case "$secret" in
  WebhookSecret | Binance--ApiKey | Binance--ApiSecret | Notify-WebhookUrl) ;;
  WebhookSecret--?*) [[ $secret =~ ^[A-Za-z0-9-]{1,127}$ ]] || wrong "--secret is '$secret'; a vault's names have letters, digits and - only." ;;
  *) wrong "--secret is '$secret'; the app reads no such secret." ;;
esac
[ "$generate" = 0 ] || [[ $secret == WebhookSecret* ]] || wrong "--generate makes webhook secrets only; '$secret' comes from elsewhere."
command -v az >/dev/null 2>&1 || { echo "secrets: az is not on the PATH." >&2; exit 1; }

if [ "$generate" = 1 ]; then
  value=$(head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n')
elif [ -t 0 ]; then
  read -r -s -p "$secret: " value
  echo
else
  IFS= read -r value || true
fi
[ "${#value}" -ge 16 ] || { echo "secrets: a value of ${#value} characters is too short; at least 16." >&2; exit 2; }

# By a file that only this user reads: an argument would show in the list of processes.
file=$(umask 077 && mktemp)
trap 'rm -f "$file"' EXIT
printf '%s' "$value" >"$file"
az keyvault secret set --vault-name "$vault" --name "$secret" --file "$file" --encoding utf-8 --query id -o tsv
[ "$generate" = 0 ] || printf '%s\n' "$value"
