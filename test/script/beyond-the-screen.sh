#!/usr/bin/env bash
# Uses all but the screen as a script of a user would, against the simulator that the program brings along. It knows what README,
# man page and --help say, and nothing else. Needs bash, jq and curl. Takes the built program, or PRESENCE_MONITOR in its place.
set -uo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
program=${PRESENCE_MONITOR:-$root/dist/cli.js}
work=$(mktemp -d)
simulator=
passed=0
failed=0

mkdir "$work/bin"
printf '#!/bin/sh\nexec node "%s" "$@"\n' "$program" > "$work/bin/presence-monitor"
chmod +x "$work/bin/presence-monitor"
PATH=$work/bin:$PATH

leave() {
  [ -n "$simulator" ] && kill "$simulator" 2> /dev/null
  rm -rf "$work"
}
trap leave EXIT

# check WHAT COMMAND…: the command succeeds.
check() {
  local what=$1
  shift
  if "$@" > "$work/check.out" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    echo "FAILED  $what: $*"
    sed 's/^/        /' "$work/check.out" | tail -n 20
  fi
}

# run ARGUMENTS…: runs the program; what it wrote is in out and err, its exit code in code.
run() {
  presence-monitor "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

is() { [ "$1" = "$2" ] || { echo "expected $2, found $1"; cat "$work/err"; return 1; }; }
says() { grep -qF -- "$1" "$2" || { echo "'$1' is not in:"; head -c 2000 "$2"; return 1; }; }
silent() { [ ! -s "$1" ] || { echo 'expected nothing, found:'; head -c 2000 "$1"; return 1; }; }
# Waits, ten seconds at most, until a command succeeds.
until_true() { for _ in $(seq 100); do "$@" > /dev/null 2>&1 && return; sleep 0.1; done; }
lines() { is "$(wc -l < "$2")" "$1"; }
all() { jq -se "$1" "$2"; }
# Exit code, message and hint of a run that ends with an error, and nothing on standard output.
refused() { is "$code" "$1" && silent "$work/out" && says "$2" "$work/err" && [ "$(wc -l < "$work/err")" -ge 2 ]; }

cd "$work" || exit 1
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state
unset "${!PRESENCE_MONITOR_@}" NO_COLOR FORCE_COLOR

# --- a server to play with ---------------------------------------------------------------------------------------------------

presence-monitor simulate --port 0 --users 250 --seed 7 --scenario busy > simulate.txt &
simulator=$!
until_true grep -q DELETE simulate.txt
eval "$(sed -n '/^export CHAT_TOKEN=/p' simulate.txt)"
sed -n '/^cat >/,/^END/p' simulate.txt | sed '1d;$d' > presence-monitor.config.json
url=$(jq -r .host presence-monitor.config.json)
faults() { curl -fsS "$url/_faults" -X PUT -d "{\"faults\":$1}" > /dev/null; }
no_faults() { curl -fsS "$url/_faults" -X DELETE > /dev/null; }
one=$(jq -r '.users[0]' presence-monitor.config.json)
two=$(jq -r '.users[1]' presence-monitor.config.json)
check 'simulate prints a configuration that is ready to use' jq -e '.users | length == 20' presence-monitor.config.json

# --- one sweep ---------------------------------------------------------------------------------------------------------------

run --once
check '--once leaves with 0' is "$code" 0
check '--once prints a row for everybody and a heading' lines 21 out
check 'nothing is said beside it' silent err
run
check 'without a terminal it is the same' lines 21 out
run --once --json
check '--once --json begins with hello and ends with end' all '.[0].type == "hello" and .[-1] == (.[-1] | select(.type == "end" and .reason == "done" and .exitCode == 0))' out
check 'everybody has a presence line' all '([.[] | select(.type == "presence").uid] | unique | length) == (.[0].watched | length)' out
check 'times are ISO 8601 in UTC' all 'all(.[] | select(.observedAt).observedAt; test("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"))' out
run --once --csv
check '--csv has a header record and a record for everybody' lines 21 out
check 'its columns are as documented' says 'uid,status,devices,lastTime,ext,subscribedUntil,observedAt' out
run watch "$one" "$two" --once
check 'users are named behind the command' lines 3 out
run --once -u "$one"
check 'or by --user' lines 2 out
printf '%s\n' '# who' "$one" "$two" > users.txt
run --once --users-file users.txt
check 'or in a file' lines 3 out
presence-monitor --once --users-file - < users.txt > out 2> err
check 'or on standard input' lines 3 out

# --- lines -------------------------------------------------------------------------------------------------------------------

(sleep 2; presence-monitor set "$one" oven_1 1 --ext on --yes > /dev/null 2>&1) &
run --json --duration 6s --refresh 1s
wait $!
check '--duration ends it with 0 and says so' all '.[-1] | .reason == "duration" and .exitCode == 0' out
check 'changes carry both ends' all '[.[] | select(.type == "change")] | length > 0 and all(.[]; .notBefore < .notAfter)' out
presence-monitor --json --refresh 1s 2> err | head -n 3 > out
codes=("${PIPESTATUS[@]}")
check '| head ends it quietly' is "${codes[0]}" 0
check 'and says nothing' silent err
presence-monitor --json > out 2> err &
pid=$!
until_true test -s out
kill -TERM $pid
wait $pid
check 'a signal ends it with its own code' is $? 143
check 'and end comes last all the same' all '.[-1] | .type == "end" and .reason == "terminate" and .exitCode == 143' out
faults '[{"do":"status","status":500}]'
presence-monitor --json --duration 4s --refresh 1s > out 2> err < /dev/null
no_faults
check 'an error has code, message and hint' all 'any(.[]; .type == "error" and .code == "server" and (.message | length > 0) and (.hint | length > 0))' out

# --- waiting -----------------------------------------------------------------------------------------------------------------

(sleep 2; presence-monitor set "$one" toaster_1 1 --ext on --yes > /dev/null 2>&1) &
if presence-monitor --once --until "$one device:toaster" --timeout 30s --refresh 1s > out 2> err; then found=yes; else found=no; fi
wait $!
check '--until in an if waits until somebody meets the filter' is $found yes
check 'and prints whom it lets through' lines 2 out
check 'and says who it was' says "matched: $one" err
if presence-monitor --once --until 'nobody-of-that-name' --timeout 1s > out 2> err; then found=yes; else found=$?; fi
check 'it gives 7 when the time is over' is $found 7
check 'and says what to do' says '--timeout' err
run --json --until "$one" --timeout 20s
check 'lines end with who matched' all ".[-1] | .reason == \"matched\" and .matched == [\"$one\"]" out
run --until 'status:onlne'
check 'a mistake in the filter is 2 and explained' refused 2 'status:online'

# --- changes -----------------------------------------------------------------------------------------------------------------

run set "$one" web_1 101 --ext 'in a call' --dry-run
check '--dry-run shows the request' says curl out
check 'without the token' bash -c "! grep -qF '$CHAT_TOKEN' out err"
run set "$one" web_1 101 --ext 'in a call'
check 'without a terminal nobody can be asked, and --yes is named' refused 2 '--yes'
run set "$one" web_1 101 --ext 'in a call' --yes --json
check 'set with --yes tells what became of it' all '.[0] | .type == "result" and .call == "set" and .ok' out
run subscribe "$one" "$two" --for 1h --yes --json
check 'subscribe tells until when' all 'length == 2 and all(.[]; .ok and (.until | endswith("Z")))' out
# The server takes its time until it lists what it has just been told.
for _ in $(seq 40); do run subscriptions --json; [ "$(wc -l < out)" = 2 ] && break; sleep 0.5; done
check 'subscriptions lists them' all "map(.uid) | contains([\"$one\", \"$two\"])" out
run subscriptions
check 'or as a table' says 'UNTIL' out
run unsubscribe "$one" "$two" --yes
check 'unsubscribe ends them' is "$code" 0
for _ in $(seq 40); do run subscriptions; [ -s out ] || break; sleep 0.5; done
check 'so that nobody is left' silent out
seq -f 'u%g' 250 > many.txt
run subscribe --users-file many.txt --yes --json
check 'more than a hundred names go out in batches' is "$(wc -l < out | tr -d ' ')" 250
run subscribe "$one" nobody-of-that-name --yes --json
check 'a partial failure is 6 and names each' all 'length == 2 and (map(select(.ok | not)) | length == 1 and .[0].uid == "nobody-of-that-name")' out
check 'with the exit code 6' is "$code" 6
run set "$one" web_1 101 --ext x --yes --read-only
check 'a read-only run changes nothing' refused 2 'read-only'

# --- configuration -----------------------------------------------------------------------------------------------------------

run config check
check 'config check says that it is right' is "$code" 0
run config print
check 'config print shows every value with its origin' says 'presence-monitor.config.json' out
run config schema
check 'config schema is a JSON Schema' jq -e '.properties.users' out

# mistake WHAT JQ EXPECTED: a configuration with one mistake is refused with 2, and the mistake named.
mistake() {
  jq "$2" presence-monitor.config.json > wrong.json
  run config check -c wrong.json
  check "a mistake is told: $1" refused 2 "$3"
}
mistake 'an unknown field' '.userz = []' 'users'
mistake 'a missing field' 'del(.uid)' 'uid'
mistake 'a wrong type' '.callsPerSecond = "many"' 'callsPerSecond'
mistake 'a number out of bounds' '.callsPerSecond = 51' '50'
mistake 'a time' '.refresh = "soon"' 'refresh'
mistake 'a literal secret' '.token = "YWMtsecret"' 'token'
mistake 'http beyond loopback' '.host = "http://a1.example.com"' 'https'
mistake 'a file that is not there' '.users = {"file": "gone.txt"}' 'gone.txt'
mistake 'a variable that is not set' '.token = {"env": "NOT_SET"}' 'NOT_SET'
mistake 'an unknown column' '.columns = ["user", "stauts"]' 'status'
mistake 'an unknown theme' '.theme = "neon"' 'theme'
mistake 'refresh of a group that is none' '.refresh = {"default": "30s", "vip": "5s"}' 'vip'
mistake 'a mistake in a profile' '.profiles = {"p": {"callsPerSecond": 0}}' 'callsPerSecond'
printf '{ "host": ' > wrong.json
run config check -c wrong.json
check 'a mistake is told: no JSON' refused 2 'wrong.json'
run config check -c gone.json
check 'a mistake is told: no file' refused 2 'gone.json'
run config check -p prod
check 'a mistake is told: no such profile' refused 2 'prod'

# --- mistakes in the command line --------------------------------------------------------------------------------------------

run --onec
check 'an unknown option has a suggestion' refused 2 '--once'
run subscrib "$one"
check 'an unknown command has a suggestion' refused 2 'subscribe'
run --token "$CHAT_TOKEN" --once
check 'a token is not taken from the command line' refused 2 '--token-file'
check 'and not repeated' bash -c "! grep -qF '$CHAT_TOKEN' err"

# --- exit codes of what goes wrong -------------------------------------------------------------------------------------------

CHAT_TOKEN=YWMtwrong run --once
check 'a wrong token is 3' refused 3 'token'
faults '[{"do":"status","status":500}]'
run --once
check 'a server in trouble is 4' is "$code" 4
faults '[{"do":"status","status":429}]'
run subscribe "$one" --yes
check 'quota is 5' is "$code" 5
faults "[{\"do\":\"status\",\"status\":400,\"when\":{\"calls\":[\"retrieve\"],\"users\":[\"$one\"]}}]"
run --once
check 'one user who is refused is 6, with a table of everybody' is "$code" 6
check 'in which everybody has a row' lines 21 out
no_faults

# --- recordings --------------------------------------------------------------------------------------------------------------

(sleep 2; presence-monitor set "$one" fridge_1 1 --ext on --yes > /dev/null 2>&1) &
run --json --record incident.ndjson --duration 6s --refresh 1s
wait $!
check '--record writes a recording beside what is shown' all '.[0].type == "hello" and .[-1].type == "end"' incident.ndjson
check 'for its owner alone' is "$(stat -c %a incident.ndjson)" 600
check 'without the token' bash -c "! grep -qF '$CHAT_TOKEN' incident.ndjson"
run replay incident.ndjson
check 'replay without a terminal prints one table' is "$code" 0
check 'with a row for everybody' lines 21 out
middle=$(jq -sr '[.[] | select(.type == "change")][0].notAfter' incident.ndjson)
run replay incident.ndjson --at "$middle"
check '--at shows another moment' lines 21 out
run replay incident.ndjson --at -2s
check 'also one before the end' lines 21 out
run replay incident.ndjson --at 1999-01-01T00:00:00Z
check 'a moment that was not recorded is 2, with what was' refused 2 'covers'
run replay incident.ndjson --json
check 'replay --json writes the documented lines again' all '.[0].type == "hello" and .[-1].type == "end" and any(.[]; .type == "change")' out
jq -c 'select(.type != "setup" and .type != "moment")' incident.ndjson > told.ndjson
check 'the same that were recorded' bash -c 'diff <(jq -c . told.ndjson) <(jq -c . out) > /dev/null'
presence-monitor replay incident.ndjson --json 2> err | head -n 2 > out
codes=("${PIPESTATUS[@]}")
check '| head ends it quietly' is "${codes[0]}" 0
head -c "$(($(stat -c %s incident.ndjson) / 2))" incident.ndjson > half.ndjson
run replay half.ndjson
check 'a recording cut in half is replayed up to there, with 6' is "$code" 6
check 'and a row for everybody' lines 21 out
check 'and says where it ends' says 'line' err
run replay half.ndjson --json
check 'as lines too: an error and the end come last' all '.[-2].type == "error" and .[-1].type == "end" and .[-1].exitCode == 6' out
{ head -n 5 incident.ndjson; echo 'no line'; tail -n +6 incident.ndjson; } > bad.ndjson
run replay bad.ndjson
check 'a bad line is told with its number' says 'line 6' err
echo '{"shopping": "list"}' > foreign.ndjson
run replay foreign.ndjson
check 'a file of something else is refused' refused 2 'foreign.ndjson'
run replay gone.ndjson
check 'and one that is not there' refused 2 'gone.ndjson'

# --- pseudonyms --------------------------------------------------------------------------------------------------------------

run --once --mask
check '--mask shows everybody' lines 21 out
check 'by no name' bash -c "! grep -qwF '$one' out"
cut -d ' ' -f 1 out | sort > first.txt
run --once --json --mask --record masked.ndjson
check 'nor in lines and recordings' bash -c "! grep -qF '\"$one\"' out masked.ndjson"
run --once --mask
cut -d ' ' -f 1 out | sort > second.txt
check 'the pseudonyms stay the same' cmp first.txt second.txt

# --- alerts ------------------------------------------------------------------------------------------------------------------

jq --arg one "$one" '.alerts = [{"name": "toast", "when": ($one + " device:kettle"), "do": {"run": ["sh", "-c", "cat > alert.json"]}}]' \
  presence-monitor.config.json > alerting.json
presence-monitor -c alerting.json --json --refresh 1s > out 2> err < /dev/null &
pid=$!
until_true grep -q "\"presence\",\"uid\":\"$one\"" out
presence-monitor set "$one" kettle_1 1 --ext on --yes > /dev/null 2>&1
until_true test -s alert.json
kill -TERM $pid
wait $pid
check 'an alert runs a program and feeds it JSON' jq -e --arg one "$one" '.type == "alert" and .uid == $one and .rule == "toast" and .edge == "begins"' alert.json
check 'and is a line' all '[.[] | select(.type == "alert")] | length == 1' out
mistake 'a filter of an alert' '.alerts = [{"when": "status:onlne", "do": "bell"}]' 'status:online'

# --- another watch list ------------------------------------------------------------------------------------------------------

printf '%s\n' "$one" > watched.txt
jq '.users = {"file": "watched.txt"}' presence-monitor.config.json > reloading.json
presence-monitor -c reloading.json --json > out 2> err < /dev/null &
pid=$!
until_true grep -q '"presence"' out
printf '%s\n' "$one" "$two" > next.txt
mv next.txt watched.txt
until_true grep -q "\"presence\",\"uid\":\"$two\"" out
jq '.users = 7' presence-monitor.config.json > reloading.json
until_true grep -q 'kept as it was' err
kill -TERM $pid
wait $pid
check 'a users file that changes is read again' all "any(.[]; .type == \"watched\" and .added == [\"$two\"])" out
check 'whoever is new is asked about' all "any(.[]; .type == \"presence\" and .uid == \"$two\")" out
check 'a version with a mistake is not taken, and says why' says 'kept as it was' err

# --- doctor ------------------------------------------------------------------------------------------------------------------

run doctor
check 'doctor finds nothing wrong' is "$code" 0
check 'and never shows a secret' bash -c "! grep -qF '$CHAT_TOKEN' out err"
run doctor --json
check 'doctor --json writes a line for each check' all '[.[] | select(.type == "check")] | length > 15 and all(.[]; .check and .verdict)' out
CHAT_TOKEN=YWMtwrong run doctor
check 'a wrong token is found, with 3' is "$code" 3
jq '.host = "http://127.0.0.1:9"' presence-monitor.config.json > nobody.json
run doctor -c nobody.json
check 'a server that is not there is found, with 4' is "$code" 4
run doctor -c wrong.json
check 'mistakes in the configuration are found, with 2' is "$code" 2

# --- what a shell needs ------------------------------------------------------------------------------------------------------

for shell in bash zsh fish; do
  run completion $shell
  check "completion prints a script for $shell" says 'presence-monitor complete' <(sed 's/"[^"]*" complete/presence-monitor complete/; s/\$typed\[1\] complete/presence-monitor complete/' out)
done
run completion tcsh
check 'a shell that is not known is told' refused 2 'bash'
check 'the manual page is there' grep -q '^.TH PRESENCE' "$root/dist/presence-monitor.1"

# --- what was found ----------------------------------------------------------------------------------------------------------

echo
echo "$passed ok, $failed failed"
[ "$failed" = 0 ]
