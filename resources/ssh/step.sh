# What runs a step on a host, detached: it puts its process on record, wins the start, runs the script and writes the
# exit status. Sent as one line under the rules of host.sh. Its folder is the attempt's; its standard output is a pipe to the
# follower that started it; its standard error is the file "word",
# where the shell says which signal ended the script. $1: the shell. $2: the interpreter of the script, if it names
# one. $3: the umask of a login.

unset boot d environment err group interpreter k l mask name out session sh start;
# Only so does bash, called sh, say which signal ended a child.
[ -z "$BASH_VERSION" ] || set +o posix;
# PIPE too: whoever wanted to hear that it is done may be gone.
trap : HUP INT QUIT TERM PIPE;
sh=$1; interpreter=$2; mask=$3; d=$PWD;
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
( exec >&3 2>&4 3>&- 4>&-; umask "$mask"; cd "$HOME"; set -- ${interpreter:-$sh} "$d/script"; eval "$environment"; exec "$@"; );
k=$?;
cd "$d" || exit 1;
out=-; err=-;
{ read -r l out </proc/self/fdinfo/3 && read -r l err </proc/self/fdinfo/4; } 2>/dev/null || { out=-; err=-; };
if [ $k -gt 128 ] && { [ -s word ] || [ $k = 130 ] || [ $k = 141 ]; } && name=$(kill -l $((k - 128)) 2>/dev/null);
then echo "signalled $name $out $err - ." >status.new;
else echo "exited $k $out $err - ." >status.new;
fi;
mv status.new status;
echo done;
