package dev.pawl.execution;

import dev.pawl.store.RunLog;
import dev.pawl.store.StateCodec;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * What every recorded run of an engine needs to be carried. Immutable.
 *
 * @param workers carries runs on; drops what comes after the engine has closed
 * @param passed called when a passing event has changed
 * @param closing whether no further step may begin
 */
public record Carrying(
        RunLog log,
        StateCodec codec,
        EventRows rows,
        EngineTime time,
        Executor workers,
        Outboxes outboxes,
        Runnable passed,
        BooleanSupplier closing) {}
