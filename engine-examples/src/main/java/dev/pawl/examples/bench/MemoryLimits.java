package dev.pawl.examples.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Limits of the scenario in memory: a loop over functions on a HashMap, without and with what watching a run must cost. */
final class MemoryLimits {
    private MemoryLimits() {}

    private static List<UnaryOperator<Map<String, Object>>> steps() {
        List<UnaryOperator<Map<String, Object>>> steps = new ArrayList<>();
        for (int i = 0; i < Contender.STEPS; i++) {
            String in = Work.VALUES[i];
            String out = Work.VALUES[i + 1];
            steps.add(values -> {
                values.put(out, (Integer) values.get(in) + 1);
                return values;
            });
        }
        return steps;
    }

    private static void check(Map<String, Object> values) {
        if (!values.get(Work.VALUES[Contender.STEPS]).equals(Contender.STEPS)) {
            throw new IllegalStateException("wrong result: " + values);
        }
    }

    /** No engine at all. */
    static final class PlainLoop implements Contender {
        private final List<UnaryOperator<Map<String, Object>>> steps = steps();

        @Override
        public void open(Path folder, int concurrency) {}

        @Override
        public void run(int runs) {
            for (int r = 0; r < runs; r++) {
                Map<String, Object> values = new HashMap<>();
                values.put(Work.VALUES[0], 0);
                for (UnaryOperator<Map<String, Object>> step : steps) {
                    values = step.apply(values);
                }
                check(values);
            }
        }
    }

    /** Two calls and one reading of the clock for each step. */
    static final class ListenerLoop implements Contender {
        interface Heard {
            void started(long run, int step);

            void finished(long run, int step, long nanos);
        }

        private static final class Sums implements Heard {
            long sum;

            @Override
            public void started(long run, int step) {
                sum += step;
            }

            @Override
            public void finished(long run, int step, long nanos) {
                sum += nanos;
            }
        }

        /** There so that the calls have more than one target. */
        private static final class Nothing implements Heard {
            @Override
            public void started(long run, int step) {}

            @Override
            public void finished(long run, int step, long nanos) {}
        }

        private final List<UnaryOperator<Map<String, Object>>> steps = steps();
        private final Heard[] listeners = {new Sums(), new Nothing()};
        private long number;

        @Override
        public void open(Path folder, int concurrency) {}

        @Override
        public void run(int runs) {
            for (int r = 0; r < runs; r++) {
                long run = ++number;
                Heard listener = listeners[(run & 1023) == 0 ? 1 : 0];
                Map<String, Object> values = new HashMap<>();
                values.put(Work.VALUES[0], 0);
                int i = 0;
                long before = System.nanoTime();
                for (UnaryOperator<Map<String, Object>> step : steps) {
                    listener.started(run, i);
                    values = step.apply(values);
                    long now = System.nanoTime();
                    listener.finished(run, i++, now - before);
                    before = now;
                }
                check(values);
            }
        }
    }
}
