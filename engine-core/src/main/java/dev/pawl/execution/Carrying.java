package dev.pawl.execution;

import dev.pawl.history.EventRows;
import dev.pawl.store.RunLog;
import dev.pawl.store.RunRow;
import dev.pawl.store.StateCodec;
import dev.pawl.walk.EngineTime;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What every recorded run of an engine needs to be carried. Immutable.
 *
 * @param workers carries runs on; drops what comes after the engine has closed
 * @param aside does at once what must not wait until a body ends, as all workers may be busy with bodies
 * @param abandoned the bodies that were left to themselves
 * @param passed called when a passing event has changed
 * @param closing whether no further step may begin
 * @param lost whether somebody else carries the run, or may carry it; asked before each step begins
 */
public record Carrying(
        RunLog log,
        StateCodec codec,
        EventRows rows,
        EngineTime time,
        Executor workers,
        Executor aside,
        Outboxes outboxes,
        Abandoned abandoned,
        Runnable passed,
        BooleanSupplier closing,
        Predicate<RunRow> lost) {}
