#!/usr/bin/env bash
# Asks a running app whether it is what was deployed. Sends no valid alert and changes nothing.
#   infra/smoke.sh --url https://HOST [--group RG --app NAME] [--wait SECONDS]
# With --group and --app also compares the list of functions (az). On a machine of one's own: --url http://localhost:7071
# Exit 0: all checks passed (a health that is only "unhealthy" is reported, not failed: without a secret or prices it is meant to be).
set -euo pipefail
cd "$(dirname "$0")/.."

url="" group="" app="" wait=0 passed=0 failed=0
usage() { sed -n '2,5s/^# \{0,1\}//p' "$0"; }
wrong() { echo "smoke: $*" >&2; usage >&2; exit 2; }
while [ $# -gt 0 ]; do
  case "$1" in
    --url | --group | --app | --wait)
      [ $# -ge 2 ] && [ "${2#--}" = "$2" ] || wrong "$1 has no value."
      case "$1" in --url) url=${2%/} ;; --group) group=$2 ;; --app) app=$2 ;; --wait) wait=$2 ;; esac
      shift 2
      ;;
    -h | --help) usage; exit 0 ;;
    *) wrong "'$1' is no option here." ;;
  esac
done
[ -n "$url" ] || wrong "--url is missing."
[[ $wait =~ ^[0-9]+$ ]] || wrong "--wait is '$wait'; allowed: whole seconds."
command -v curl >/dev/null 2>&1 || { echo "smoke: curl is not on the PATH." >&2; exit 1; }

body=$(mktemp)
trap 'rm -f "$body"' EXIT

# status METHOD PATH [DATA]: prints the HTTP status, 000 without an answer; the answer is in $body.
status() {
  local data=()
  [ $# -lt 3 ] || data=(--data "$3")
  curl -s -o "$body" -w '%{http_code}' --max-time 30 -X "$1" "${data[@]}" "$url/api/$2" || true
}

# check WHAT ALLOWED GOT: allowed statuses are separated by spaces.
check() {
  if [[ " $2 " == *" $3 "* ]]; then
    passed=$((passed + 1))
    echo "ok    $1: $3"
  else
    failed=$((failed + 1))
    echo "FAIL  $1: $3 instead of $2: $(head -c 200 "$body")"
  fi
}

is_local=0
case "$url" in http://localhost* | http://127.0.0.1*) is_local=1 ;; esac

until [[ $(status GET health) =~ ^(200|503)$ ]] || [ "$SECONDS" -ge "$wait" ]; do sleep 5; done
got=$(status GET health)
check "health answers" "200 503" "$got"
if ! grep -q '"checks"' "$body"; then
  failed=$((failed + 1))
  echo "FAIL  health names its checks: $(head -c 200 "$body")"
else
  passed=$((passed + 1))
  echo "ok    health names its checks: $(grep -Eo '"mode":"[a-z]+"' "$body")"
  grep -Eo '"name":"[^"]+","ok":false,"detail":"[^"]*"' "$body" | sed 's/^/note  not healthy: /' || true
fi

alert='{"secret":"not-the-secret","symbol":"BTCUSDT","action":"buy","id":"smoke"}'
check "an alert with a wrong secret is refused" "401" "$(status POST webhook "$alert")"
check "an alert that is none is refused" "400 401" "$(status POST webhook 'hello')"
check "a secret in the address is refused" "400" "$(status POST 'webhook?secret=x' "$alert")"
if [ "$is_local" = 1 ]; then
  echo "skip  reads without a key: on one's own machine they need none"
else
  check "a read without a key is refused" "401" "$(status GET risk)"
  case "$(curl -s -o /dev/null -w '%{http_code}' --max-time 30 "${url/https:/http:}/api/health" || true)" in
    2*) failed=$((failed + 1)); echo "FAIL  plain HTTP is answered" ;;
    *) passed=$((passed + 1)); echo "ok    plain HTTP is not answered" ;;
  esac
fi
check "a control without a key is refused" "401" "$(status POST halt)"

if [ -n "$group" ] && [ -n "$app" ]; then
  expected=$(grep -rhoE '\[Function\("[A-Za-z]+"\)\]' src/Ballast.Functions | grep -oE '"[A-Za-z]+"' | tr -d '"' | sort)
  listed=$(az functionapp function list --resource-group "$group" --name "$app" --query '[].name' -o tsv | sed 's#.*/##' | sort)
  if [ "$expected" = "$listed" ]; then
    passed=$((passed + 1))
    echo "ok    $(wc -l <<<"$listed" | tr -d ' ') functions"
  else
    failed=$((failed + 1))
    echo "FAIL  functions differ (< source, > deployed):"
    diff <(echo "$expected") <(echo "$listed") || true
  fi
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
