# What a waiting session on a host does: it says that it is ready, reads one request from its standard input, answers it,
# and ends. POSIX sh; docs/steps-that-survive.md tells why each thing is done in its order.
#
# Sent as one line, so every command ends in ";" and there is no single quote, backslash or exclamation mark in it
# (the login shell of the host may be csh or fish). $1: word that opens the greeting. $2: the shell to run steps with.
# The text of step.sh is the first line of the input: some SSH servers take no command of more than 9,000 bytes.

# A name of ours that came exported would go on to the scripts.
unset TMOUT a at b beat born boot cut d dot environment f fine g group h i interpreter k keeper killed l large left linux m mask n nl;
unset now op own p p2 pid q r s script se session sh short since so start state step su t text told tries v was way z;
mask=$(umask); umask 077;
g=$1;
sh=$2;
IFS= read -r step || exit 0;
h=$HOME/.drydock/runs;
linux=; [ -r /proc/$$/stat ] && linux=1;
boot=-; { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null ||
  boot=$(sysctl -n kern.boottime 2>/dev/null | tr -cd 0-9 || who -b 2>/dev/null | tr -cd 0-9); boot=${boot:--};

# Seconds by a clock that only this host knows; requests carry the latest they may be obeyed.
tick() { if [ -r /proc/uptime ]; then read -r now l </proc/uptime; now=${now%%.*}; else now=$(date +%s); fi; };

# put TEXT: writes it as it is, by a builtin (a program would show a script or a secret in its arguments).
case $(command -v printf) in
  printf) put() { printf %s "$1"; }; ;;
  *) put() { print -nr -- "$1"; }; case $(command -v print) in print) ;; *) echo "$g unusable"; exit 1; ;; esac; ;;
esac;
nl=$(put x; echo; put x); nl=${nl#x}; nl=${nl%x};
# $3: whether sleep knows fractions, where an earlier session found out.
fine=${3:-no}; if [ -z "$3" ] && sleep 0.001 2>/dev/null; then fine=fine; fi;
if [ $fine = fine ]; then short=0.03; else short=1; fi;

# lines COUNT: reads them into $text; what comes after the last is not read.
lines() {
  text=; i=0;
  while [ $i -lt "$1" ]; do
    IFS= read -r l || exit 0;
    if [ $i = 0 ]; then text=$l; else text=$text$nl$l; fi;
    i=$((i + 1));
  done;
};

# say WORDS: a frame for the console, told from output by the secret word $n.
say() { echo "$n $*"; };
answer() { say answer "$@"; echo "$n end" >&2; exit 0; };

# look: what is known of the attempt in $d, into $state. Asking changes nothing.
look() {
  if [ -s "$d/status" ] && { read -r k v so se su dot <"$d/status"; } 2>/dev/null && [ "$dot" = . ]; then
    state="done $k $v $so $se"; return 0;
  fi;
  if [ -s "$d/process" ] && { read -r pid start group session born dot <"$d/process"; } 2>/dev/null; then
    if [ "$pid" = closed ]; then state=closed; return 0; fi;
    if [ "$born" = "$boot" ]; then
      if alive; then state="running $pid $boot"; return 0; fi;
      if [ -s "$d/status" ] && { read -r k v so se su dot <"$d/status"; } 2>/dev/null && [ "$dot" = . ]; then
        state="done $k $v $so $se"; return 0;
      fi;
      state=lost; return 0;
    fi;
    state=rebooted; return 0;
  fi;
  if [ -d "$d" ]; then state="claimed $boot"; else state="absent $boot"; fi;
};

# alive: whether the recorded process, or anything of its group or session, is there. A process of the same number that
# began at another time is another: then nothing of ours can be left, for a number in use as a group is not given out.
alive() {
  if [ "$linux" ]; then
    if { read -r l </proc/$pid/stat; } 2>/dev/null; then
      l=${l##*) }; set -- $l;
      if [ "${20}" = "$start" ]; then case $1 in Z|X) ;; *) return 0; ;; esac; else return 1; fi;
    fi;
    kill -0 -- -"$group" 2>/dev/null || return 1;
    members; [ "$left" ];
  else
    [ "$(ps -o lstart= -p "$pid" 2>/dev/null | tr -cd A-Za-z0-9)" = "$start" ] && return 0;
    members; [ "$left" ];
  fi;
};

# members: the living processes of the group and the session, into $left, without the one that writes the status; that one into $keeper.
members() {
  left=; keeper=;
  if [ "$linux" ]; then
    for f in /proc/[0-9]*; do
      { read -r l <$f/stat; } 2>/dev/null || continue;
      l=${l##*) }; set -- $l;
      case $1 in Z|X) continue; ;; esac;
      if [ "$3" = "$group" ] || [ "$4" = "$session" ]; then
        if [ "${f#/proc/}" = "$pid" ]; then keeper=$pid; else left="$left ${f#/proc/}"; fi;
      fi;
    done;
  else
    set -- $(ps -A -o pid= -o pgid= -o stat= 2>/dev/null);
    while [ $# -ge 3 ]; do
      case $3 in Z*) ;; *)
        if [ "$2" = "$group" ]; then if [ "$1" = "$pid" ]; then keeper=$pid; else left="$left $1"; fi; fi; ;;
      esac;
      shift 3;
    done;
  fi;
};

# nap: from 2 ms to 200 ms; seconds where sleep knows no fractions. $beat counts up to about five seconds.
nap() {
  if [ $fine = fine ]; then sleep $z; else sleep 1; beat=$((beat + 4)); fi;
  case $z in 0.002) z=0.003; ;; 0.003) z=0.005; ;; 0.005) z=0.01; ;; 0.01) z=0.02; ;; 0.02) z=0.05; ;; 0.05) z=0.1; ;; *) z=0.2; beat=$((beat + 1)); ;; esac;
  if [ $beat -ge 25 ]; then say beat; beat=0; fi;
};

# follow OUT ERR: streams both spools from these offsets until there is a verdict and all of it is out.
# The state is read before the spools: what was written before the status is then on its way before the verdict.
# The status is written after the last byte. Once the console is gone, writing ends this process.
follow() {
  z=0.002; beat=0; told=; tries=0; was=0; at=0;
  look;
  case $state in absent*) answer "$state"; ;; esac;
  until [ -r "$d/out" ] && [ -r "$d/err" ]; do
    tries=$((tries + 1)); look;
    case $state in claimed*) [ $tries -lt 40 ] || answer "$state"; ;; *) [ $tries -lt 3 ] || answer "$state"; ;; esac;
    nap;
  done;
  exec 3<"$d/out" 4<"$d/err";
  if [ "$1" -gt 0 ]; then tail -c +$(($1 + 1)) <&3; fi;
  if [ "$2" -gt 0 ]; then tail -c +$(($2 + 1)) <&4 >&2; fi;
  tries=0;
  # Most steps are short: the first look waits for the word that it is done, or for the moment after which it is not short.
  if [ "$own" ]; then read -r l; z=0.005; fi;
  while :; do
    look;
    case $state in running*) if [ -z "$told" ]; then told=1; say "started $pid $boot"; fi; ;; esac;
    [ -s "$d/out" ] && cat <&3;
    [ -s "$d/err" ] && cat <&4 >&2;
    case $state in
      running*) ;;
      claimed*) tries=$((tries + 1)); if [ $tries -ge 40 ]; then if [ -z "$own" ] || [ $tries -ge 200 ]; then answer "$state"; fi; fi; ;;
      done*) intact; answer "$state" $cut; ;;
      *) answer "$state"; ;;
    esac;
    if [ "$linux" ] && { read -r l at </proc/self/fdinfo/3; } 2>/dev/null; then
      [ "$at" = "$was" ] || case $z in 0.1|0.2) z=0.05; ;; esac;
      was=$at;
    fi;
    nap;
  done;
};

# order: reads environment and script to their end, or does nothing: half a script must never run, nor one that comes
# long after the console gave it up. A large script ($s is @ and its bytes) comes last, up to the end of the input, into $large.
order() {
  lines "$r"; environment=$text;
  case $s in @*) ;; *) lines "$s"; script=$text; ;; esac;
  text=;
  read -r l p2 || exit 0; [ "$l" = "$n" ] || exit 0;
  tick; [ "$now" -le "$p2" ] || answer late;
  large=;
  case $s in @*)
    s=${s#@}; large="$h/.order-$m-$$";
    { mkdir -p "$h" && cat >"$large"; } 2>/dev/null || { rm -f "$large"; answer homeless; };
    if [ $(wc -c <"$large") = "$s" ]; then :; else rm -f "$large"; exit 0; fi;
    tick; if [ "$now" -gt $((p2 + s / 10000)) ]; then rm -f "$large"; answer late; fi; ;;
  esac;
};

# intact: whether the spools are as long as what was read and what was counted, or $cut. Looked at only where those differ: a
# process left behind that still writes makes them differ too, and cuts nothing.
intact() {
  cut=;
  { read -r l at </proc/self/fdinfo/3 && read -r l b </proc/self/fdinfo/4; } 2>/dev/null || return 0;
  [ "$so $se" = "$at $b" ] && return 0;
  set -- $(wc -c <"$d/out") $(wc -c <"$d/err");
  case $so in -) so=0; se=0; ;; esac;
  if [ $1 -lt $at ] || [ $1 -lt $so ] || [ $2 -lt $b ] || [ $2 -lt $se ]; then cut=cut; fi;
};

# claim: wins the attempt for this session, or finds it taken. Parents may vanish while another attempt is cleaned.
claim() {
  k=0;
  [ -d "$h/$m/$t" ] || mkdir -p "$h/$m/$t" 2>/dev/null;
  until mkdir "$d" 2>/dev/null; do
    [ -d "$d" ] && return 1;
    k=$((k + 1));
    if [ $k -gt 5 ]; then answer homeless; fi;
    mkdir -p "$h/$m/$t" 2>/dev/null;
  done;
};

# close: makes sure that the attempt never starts. Whoever links "process" first decides: here, or the starting process.
close() {
  echo "closed . . . . ." >"$d/closed.$$";
  ln "$d/closed.$$" "$d/process" 2>/dev/null;
  rm -f "$d/closed.$$";
};

# start: in a session and group of its own, so that nothing that ends this one ends it. It is run as the first part of a
# pipe, not in the background: there a shell without job control lets its children ignore INT and QUIT for good. Down that
# pipe it says that it is done.
start() {
  DRYDOCK_ENVIRONMENT=$environment; export DRYDOCK_ENVIRONMENT;
  cd "$d" || exit 1;
  exec 3>&- 4>&- </dev/null 2>word;
  if command -v setsid >/dev/null; then exec setsid $sh -c "$step" drydock-step "$sh" "$interpreter" "$mask" "$way"; fi;
  set -m;
  nohup $sh -c "$step" drydock-step "$sh" "$interpreter" "$mask" "$way" &
};

tick;
echo "$g ready $boot $now $fine"; echo "$g ready" >&2;

# One request: its name, the secret word of its frames, maintenance, task, attempt, and what it needs.
read -r op n m t a p q r s way interpreter || exit 0;
d=$h/$m/$t/$a; own=;
case $op in
  run)
    order;
    if claim; then
      own=1;
      { if [ "$large" ]; then mv "$large" "$d/script"; else put "$script" >"$d/script"; fi && : >"$d/out" && : >"$d/err"; } 2>/dev/null || { close; answer unwritable; };
      { { sleep $short; echo; } </dev/null 2>/dev/null & start; } | follow "$p" "$q";
    else
      [ -z "$large" ] || rm -f "$large";
      follow "$p" "$q";
    fi; ;;
  follow) follow "$p" "$q"; ;;
  inspect) look; answer "$state"; ;;
  end)
    claim && own=1;
    [ -e "$d/process" ] || close;
    look;
    case $state in running*) ;; *) answer "$state"; ;; esac;
    beat=0; z=0.002;
    members;
    kill -TERM -- -"$group" 2>/dev/null; for l in $left; do kill -TERM "$l" 2>/dev/null; done;
    tick; since=$now;
    while look; case $state in running*) ;; *) false; ;; esac; do
      tick; [ $((now - since)) -lt "$p" ] || break;
      nap;
    done;
    z=0.002; tries=0; members;
    while [ "$left" ] && [ $tries -lt 50 ]; do
      for l in $left; do kill -KILL "$l" 2>/dev/null; done;
      tries=$((tries + 1)); nap; members;
    done;
    if [ "$left" ]; then answer "unproven $left"; fi;
    tries=0; z=0.002; killed=;
    while look; case $state in running*) ;; *) false; ;; esac; do
      tries=$((tries + 1));
      if [ $tries = 12 ]; then killed=1; kill -KILL "$pid" 2>/dev/null; fi;
      if [ $tries -ge 40 ]; then answer "unproven $pid"; fi;
      nap;
    done;
    if [ "$state" = lost ] && [ "$killed" ]; then
      set -- $(wc -c <"$d/out") $(wc -c <"$d/err");
      echo "signalled KILL $1 $2 $now ." >"$d/status.$$"; ln "$d/status.$$" "$d/status" 2>/dev/null; rm -f "$d/status.$$"; look;
    fi;
    answer "$state"; ;;
  check)
    k="$h/.check-$$"; l=writable;
    { mkdir -p "$h" && echo ok >"$k" && ln "$k" "$k.2"; } 2>/dev/null || l=unwritable;
    rm -f "$k" "$k.2" 2>/dev/null;
    if command -v setsid >/dev/null; then s=setsid; else s=nohup; fi;
    answer check $l $s "$(readlink /proc/$$/exe 2>/dev/null || echo "$sh")"; ;;
  clean)
    look;
    case $state in running*) answer "$state"; ;; esac;
    # The name goes first, in one move, or a half-removed spool would read as a claim that never began.
    if [ "$p" = sure ]; then
      mv "$d" "$h/$m/$t/.gone-$a-$$" 2>/dev/null && rm -rf "$h/$m/$t/.gone-$a-$$";
      rmdir "$h/$m/$t" "$h/$m" 2>/dev/null;
      if [ -d "$d" ]; then answer kept; fi;
      answer cleaned;
    fi;
    # An order may still be on its way over an older connection: the closed claim stays until none can be obeyed any more.
    if [ -d "$d" ]; then
      echo "closed . . . . ." >"$d/process.new"; mv "$d/process.new" "$d/process";
      rm -f "$d/out" "$d/err" "$d/script" "$d/word" "$d/status";
      ( trap "" HUP TERM; exec </dev/null >/dev/null 2>&1; sleep 45; rm -rf "$d"; rmdir "$h/$m/$t" "$h/$m"; ) &
    fi;
    answer cleaned; ;;
  direct)
    order;
    say started $$ "$boot";
    cd "$HOME"; umask "$mask";
    # The environment may have any name, ours too: after it stands nothing but what is already in place.
    if [ "$interpreter" ]; then
      set -- "$script";
      eval "$environment${nl}exec $interpreter <<DRYDOCK_END$nl\$1${nl}DRYDOCK_END";
    fi;
    set -- $sh -c "$script"; eval "$environment"; exec "$@" </dev/null; ;;
  *) answer strange; ;;
esac;
