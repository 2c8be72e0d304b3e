package dev.pawl.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Looks for processes in another way than the step does: by a word in their command line. Immutable. */
final class Processes {
    private Processes() {}

    /** A duration for {@code sleep} that no other process has. */
    static String longTime() {
        return "1" + Math.abs(UUID.randomUUID().getLeastSignificantBits() % 1_000_000_000L) + "7";
    }

    /** Those that run and have this as one of their words. */
    static List<Long> having(String word) {
        List<Long> found = new ArrayList<>();
        for (String name : new File("/proc").list()) {
            if (Character.isDigit(name.charAt(0)) && words(name).contains(word)) {
                found.add(Long.parseLong(name));
            }
        }
        return found;
    }

    /** One that has ended and was not asked after has no words. */
    private static List<String> words(String pid) {
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/cmdline")) {
            return List.of(new String(in.readAllBytes(), UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    static void kill(String word) {
        for (long pid : having(word)) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
