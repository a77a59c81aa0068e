# What runs a step on a host, detached: it puts its process on record, wins the start, runs the script and writes the
# exit status. Sent as one line of input, so every command ends in ";". Its folder is the attempt's; its standard output is a pipe to the
# follower that started it; its standard error is the file "word",
# where the shell says which signal ended the script. $1: the shell. $2: the interpreter of the script, if it names
# one. $3: the umask of a login. $4: files, or pipes for a script that may open its own output anew, which would cut a file.

unset boot d environment err group interpreter k l late mask name out p q session sh signal start way;
# Only so does bash, called sh, say which signal ended a child.
[ -z "$BASH_VERSION" ] || set +o posix;
# PIPE too: whoever wanted to hear that it is done may be gone.
trap : HUP INT QUIT TERM PIPE;
sh=$1; interpreter=$2; mask=$3; way=$4; d=$PWD;
environment=$DRYDOCK_ENVIRONMENT; unset DRYDOCK_ENVIRONMENT;
boot=-; { read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null ||
  boot=$(sysctl -n kern.boottime 2>/dev/null | tr -cd 0-9 || who -b 2>/dev/null | tr -cd 0-9); boot=${boot:--};
if { read -r l </proc/$$/stat; } 2>/dev/null; then
  l=${l##*) }; set -- $l; group=$3; session=$4; start=${20};
else
  group=$(ps -o pgid= -p $$ | tr -cd 0-9); session=-; start=$(ps -o lstart= -p $$ | tr -cd A-Za-z0-9);
fi;
[ "$group" = $$ ] || exit 1;
echo "$$ $start $group $session $boot ." >process.new;
ln process.new process 2>/dev/null || exit 1;
exec 3>>out 4>>err;
run() { umask "$mask"; cd "$HOME"; set -- ${interpreter:-$sh} "$d/script"; eval "$environment"; exec "$@"; };
if [ "$way" = pipes ] && mkfifo pipe.out pipe.err; then
  ( trap "" HUP TERM; exec cat <pipe.out >&3 ) & p=$!;
  ( trap "" HUP TERM; exec cat <pipe.err >&4 ) & q=$!;
  ( exec >pipe.out 2>pipe.err 3>&- 4>&-; run; );
else
  way=files;
  ( exec >&3 2>&4 3>&- 4>&-; run; );
fi;
k=$?;
cd "$d" || exit 1;
signal=; [ -s word ] && signal=1;
# All that the script wrote is in the pipes, and soon in the spools. What it left behind may hold them open for ever, so this
# ends after two seconds.
if [ "$way" = pipes ]; then
  trap : USR1;
  ( sleep 2; exec kill -USR1 $$ ) & late=$!;
  wait $p && wait $q;
  kill $late;
fi;
out=-; err=-;
{ read -r l out </proc/self/fdinfo/3 && read -r l err </proc/self/fdinfo/4; } 2>/dev/null || { out=-; err=-; };
if [ $k -gt 128 ] && { [ "$signal" ] || [ $k = 130 ] || [ $k = 141 ]; } && name=$(kill -l $((k - 128)) 2>/dev/null);
then echo "signalled $name $out $err - ." >status.new;
else echo "exited $k $out $err - ." >status.new;
fi;
mv status.new status;
echo done;
