#!/usr/bin/env bash
# Deploys Ballast: resources (Bicep), then the app (zip), then the smoke test. Running it again changes only what has changed.
#   infra/deploy.sh --group rg-ballast-dev --env dev [--location japaneast] [--yes] [--what-if] [--skip-app]
# Before anything changes it shows what would (what-if) and asks, unless --yes. --what-if ends there.
set -euo pipefail
cd "$(dirname "$0")/.."

group="" env="" location="" yes=0 only_what_if=0 skip_app=0

usage() { sed -n '2,4s/^# \{0,1\}//p' "$0"; }
fail() { echo "deploy: $*" >&2; exit 1; }
wrong() { echo "deploy: $*" >&2; usage >&2; exit 2; }

while [ $# -gt 0 ]; do
  case "$1" in
    --group | --env | --location)
      [ $# -ge 2 ] && [ "${2#--}" = "$2" ] || wrong "$1 has no value."
      case "$1" in --group) group=$2 ;; --env) env=$2 ;; --location) location=$2 ;; esac
      shift 2
      ;;
    --yes) yes=1; shift ;;
    --what-if) only_what_if=1; shift ;;
    --skip-app) skip_app=1; shift ;;
    -h | --help) usage; exit 0 ;;
    *) wrong "'$1' is no option here." ;;
  esac
done
[ -n "$group" ] || wrong "--group is missing."
[ -n "$env" ] || wrong "--env is missing."
parameters="bicep/main.$env.bicepparam"
[ -f "$parameters" ] || wrong "--env is '$env', but there is no $parameters."

tools=(az)
[ "$skip_app" = 1 ] || [ "$only_what_if" = 1 ] || tools+=(dotnet zip curl)
for tool in "${tools[@]}"; do
  command -v "$tool" >/dev/null 2>&1 || fail "$tool is not on the PATH."
done
subscription=$(az account show --query '[name, id]' -o tsv 2>/dev/null | paste -sd' ' -) || subscription=""
[ -n "$subscription" ] || fail "nobody is logged in: az login, then az account set --subscription NAME."
echo "Subscription: $subscription"

if ! az group show --name "$group" >/dev/null 2>&1; then
  [ -n "$location" ] || wrong "the resource group $group does not exist; --location says where to create it."
  [ "$only_what_if" = 0 ] || fail "the resource group $group does not exist; what-if needs it: az group create --name $group --location $location"
  if [ "$yes" = 0 ]; then
    read -r -p "Create the resource group $group in $location? [y/N] " answer
    [ "$answer" = y ] || fail "stopped; nothing has been changed."
  fi
  az group create --name "$group" --location "$location" --tags app=ballast environment="$env" -o none
fi

# A budget keeps the month in which it began; a new one begins with this month.
if [ -z "${BALLAST_BUDGET_START:-}" ]; then
  begun=$(az consumption budget list --resource-group "$group" --query "[?ends_with(name, '-$env')].timePeriod.startDate | [0]" -o tsv 2>/dev/null || true)
  BALLAST_BUDGET_START=${begun:0:10}
  [ -n "$BALLAST_BUDGET_START" ] || BALLAST_BUDGET_START=$(date -u +%Y-%m-01)
  export BALLAST_BUDGET_START
fi

echo "== what would change"
az deployment group what-if --resource-group "$group" --parameters "$parameters"
[ "$only_what_if" = 0 ] || exit 0
if [ "$yes" = 0 ]; then
  read -r -p "Change it? [y/N] " answer
  [ "$answer" = y ] || fail "stopped; nothing has been changed."
fi

echo "== resources"
name="ballast-$env-$(date -u +%Y%m%d%H%M%S)"
az deployment group create --resource-group "$group" --name "$name" --parameters "$parameters" -o none
output() { az deployment group show --resource-group "$group" --name "$name" --query "properties.outputs.$1.value" -o tsv; }
app=$(output appName)
host=$(output appHost)
vault=$(output vaultName)
address=$(output outboundAddress)
echo "app $app, host $host, vault $vault${address:+, outbound address $address (for the allow-list of the exchange key)}"

if [ "$skip_app" = 0 ]; then
  echo "== app"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  dotnet publish src/Ballast.Functions -c Release -r linux-x64 -p:Cloud=true -o "$work/out"
  [ -f "$work/out/host.json" ] || fail "the published app has no host.json."
  if [ -e "$work/out/local.settings.json" ]; then
    fail "the published app contains local.settings.json; it is for one's own machine and may hold secrets."
  fi
  # With its hidden folders: the worker's metadata is one (.azurefunctions).
  (cd "$work/out" && zip -q -r "$work/app.zip" .)
  az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/app.zip" -o none
fi

echo "== smoke test"
bash infra/smoke.sh --url "https://$host" --group "$group" --app "$app" --wait 180
