package dev.pawl.process;

import dev.pawl.registry.Setting;

/**
 * How much of a program's output goes where, in bytes; the rest is read, counted and dropped, so that no program can fill memory or the
 * store. Immutable.
 *
 * @param line no line is longer; what is more of it is cut off
 * @param log so much goes to the log of the run, all lines together, each counted with {@value #PER_LINE} more
 * @param keep so much of standard output is kept as the result of the step
 * @param file so much goes to the file, when there is one
 */
public record OutputLimits(
        @Setting(value = "no line is longer", orElse = "65536")
        int line,

        @Setting(value = "so much goes to the log of the run", orElse = "1048576")
        long log,

        @Setting(value = "so much of standard output is the result", orElse = "65536")
        int keep,

        @Setting(value = "so much goes to the file", orElse = "104857600")
        long file) {
    /** What a line costs besides its text. */
    static final int PER_LINE = 100;

    private static final int MB = 1 << 20;

    /** 64 kB for a line, 1 MB for the log, 64 kB kept, 100 MB for a file. */
    public static final OutputLimits DEFAULT = new OutputLimits(65_536, MB, 65_536, 100L * MB);

    public OutputLimits {
        check("line", line, 1, 16L * MB);
        check("log", log, 0, 64L * MB);
        check("keep", keep, 0, 8L * MB);
        check("file", file, 0, Long.MAX_VALUE);
    }

    public OutputLimits line(int bytes) {
        return new OutputLimits(bytes, log, keep, file);
    }

    public OutputLimits log(long bytes) {
        return new OutputLimits(line, bytes, keep, file);
    }

    public OutputLimits keep(int bytes) {
        return new OutputLimits(line, log, bytes, file);
    }

    public OutputLimits file(long bytes) {
        return new OutputLimits(line, log, keep, bytes);
    }

    private static void check(String name, long bytes, long least, long most) {
        if (bytes < least || bytes > most) {
            throw new IllegalArgumentException(
                    "limit '" + name + "' is not from " + least + " to " + most + " bytes: " + bytes);
        }
    }
}
