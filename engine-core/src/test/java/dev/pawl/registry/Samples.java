package dev.pawl.registry;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records as step types have them for their settings. */
final class Samples {
    private Samples() {}

    enum Often {
        DAILY,
        EVERY_WEEK {
            @Override
            public String toString() {
                return "seldom";
            }
        }
    }

    record Page(String url, @Setting(orElse = "80") int port) {
        Page {
            if (port < 1) {
                throw new IllegalArgumentException("port < 1: " + port);
            }
        }
    }

    record Everything(
            String text,
            int small,
            Integer smallBoxed,
            long large,
            Long largeBoxed,
            double decimal,
            Double decimalBoxed,
            boolean flag,
            Boolean flagBoxed,
            BigDecimal exact,
            Often often,
            Duration pause,
            Instant at,
            Path folder,
            URI site,
            Optional<String> maybe,
            Optional<List<Page>> maybePages,
            List<Integer> numbers,
            Map<String, Duration> pauses,
            List<Map<String, List<Often>>> nested,
            Page page,
            Object anything) {}

    record Defaults(
            @Setting(orElse = "") String text,
            @Setting(orElse = "-7") int small,
            @Setting(orElse = "9000000000") long large,
            @Setting(orElse = "1.5") double decimal,
            @Setting(orElse = "true") boolean flag,
            @Setting(orElse = "12") BigDecimal exact,
            @Setting(orElse = "every-week") Often often,
            @Setting(orElse = "5m") Duration pause,
            @Setting(orElse = "/tmp") Path folder,
            @Setting(orElse = {"1", "2"}) List<Integer> numbers,
            Optional<Page> page) {}

    record Mail(
            @Setting("who gets it") String to,

            @Setting(value = "how often it is sent", orElse = "1")
            int times,

            Optional<Duration> pause) {}

    record Small(int small) {}

    record Large(long large) {}

    record Decimal(double decimal) {}

    record Exact(BigDecimal exact) {}

    record Flag(boolean flag) {}

    record Choice(Often often) {}

    record Pause(Duration pause) {}

    record Hour(Instant at) {}

    record Folder(Path folder) {}

    record Site(URI site) {}

    record Numbers(List<Integer> numbers) {}

    record Pauses(Map<String, Duration> pauses) {}

    record Pages(List<Page> pages) {}

    record Bare() {}

    record Shop(Mail mail, List<Page> pages, Often often) {}
}
