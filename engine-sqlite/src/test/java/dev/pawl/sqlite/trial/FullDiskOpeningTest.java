package dev.pawl.sqlite.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.engine.WorkflowEngine;
import dev.pawl.event.RunStatus;
import dev.pawl.sqlite.SqliteRepository;
import dev.pawl.sqlite.kill.Seed;
import dev.pawl.store.StoreException;
import dev.pawl.store.StoreException.Reason;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores are opened, and made, on a disk that has room for so many pages only; where none may be mounted this is skipped. */
@Timeout(300)
class FullDiskOpeningTest {
    private static final int PAGES = 40;
    private static final int STEP = Seed.isLong() ? 1 : 4;
    private static final int RUNS = 3;

    @TempDir
    Path folder;

    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("disk"), 24 << 20);
        assumeTrue(mounted.isPresent(), "no disk in memory may be mounted here: no trial of a full disk");
        disk = mounted.get();
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void anOpeningWithoutRoomIsRefusedAndHarmsNothing() throws Exception {
        Path file = disk.folder("opened").resolve("pawl.db");
        Bodies bodies = new Bodies(10, 0);
        try (SqliteRepository repository = SqliteRepository.open(file);
                WorkflowEngine engine = WorkflowEngine.builder()
                        .repository(repository)
                        .pipeline(bodies.pipeline())
                        .build()) {
            for (int i = 0; i < RUNS; i++) {
                Bodies.submit(engine, "run-" + i).await();
            }
        }
        int refused = 0;
        for (int pages = 0; pages < PAGES; pages += STEP) {
            Path fresh = disk.folder("fresh-" + pages).resolve("pawl.db");
            disk.fill((long) pages * SmallDisk.PAGE);
            refused += opens(file) ? 0 : 1;
            refused += opens(fresh) ? 0 : 1;
            disk.clear();

            assertThat(opens(fresh)).isTrue();
            try (SqliteRepository repository = SqliteRepository.open(file)) {
                assertThat(repository.query().counts()).containsEntry(RunStatus.COMPLETED, (long) RUNS);
            }
        }

        assertThat(refused).isPositive();
        System.out.println("openings on a disk with room for 0 to " + (PAGES - 1) + " pages: " + refused + " of "
                + 2 * PAGES / STEP + " refused");
    }

    private static boolean opens(Path file) {
        try {
            SqliteRepository.open(file).close();
            return true;
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("no room on the disk");
            assertThat(e.reason()).isEqualTo(Reason.FULL);
            return false;
        }
    }
}
