package io.telltale.benchmarks.process;

/**
 * The parts of {@code /proc/…/stat} that are wanted, see proc_pid_stat(5).
 *
 * @param name first 15 bytes of the thread's name, or of the program's
 * @param ticks processor time in user and kernel mode, in hundredths of a second
 */
record ThreadStat(String name, long ticks) {

    /** Index of {@code utime} behind the name; {@code stime} follows. */
    private static final int USER = 11;

    /** Reads a line; the name stands in parentheses and may hold blanks and parentheses. */
    static ThreadStat parse(String line) {
        var open = line.indexOf('(');
        var close = line.lastIndexOf(')');
        var rest = line.substring(close + 2).split(" ", -1);
        return new ThreadStat(
                line.substring(open + 1, close),
                Long.parseLong(rest[USER]) + Long.parseLong(rest[USER + 1]));
    }
}
