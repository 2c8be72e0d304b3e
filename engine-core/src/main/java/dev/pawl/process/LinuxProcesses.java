package dev.pawl.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Linux shows in {@code /proc}. Read with plain streams: a channel is closed when its thread is interrupted. Thread-safe. */
final class LinuxProcesses implements ProcessTable {
    static final String FOLDER = "/proc";

    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;

    @Override
    public List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        String[] names = new File(FOLDER).list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0))) {
                find(Long.parseLong(name)).ifPresent(all::add);
            }
        }
        return all;
    }

    @Override
    public Optional<Entry> find(long pid) {
        try {
            String stat = read(pid + "/stat");
            // The name of the program stands in brackets, and may hold brackets and blanks itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean hasEnded = fields[0].equals("Z") || fields[0].equals("X");
            return Optional.of(new Entry(
                    pid,
                    Long.parseLong(fields[PARENT]),
                    Long.parseLong(fields[SESSION]),
                    Long.parseLong(fields[START]),
                    hasEnded));
        } catch (IOException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasVariable(long pid, String nameAndValue) {
        try {
            return ("\0" + read(pid + "/environ")).contains("\0" + nameAndValue + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String era() {
        try {
            return read("sys/kernel/random/boot_id").strip() + "/"
                    + Files.readSymbolicLink(Path.of(FOLDER, "self/ns/pid"));
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(String file) throws IOException {
        try (FileInputStream in = new FileInputStream(FOLDER + "/" + file)) {
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }
}
