package dev.pawl.history;

import dev.pawl.api.Inputs;
import dev.pawl.api.Key;
import dev.pawl.event.RunSubmitted;
import dev.pawl.store.LogRow;
import dev.pawl.store.RunQueue.NewRun;
import dev.pawl.store.RunSpec;
import dev.pawl.store.StateCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The inputs of a run in the form in which its first event keeps them. Immutable. */
public final class Submission {
    private final byte[] delta;

    private Submission(byte[] delta) {
        this.delta = delta;
    }

    /** Throws a {@link dev.pawl.api.ValueTypeException} naming the input that cannot be stored. */
    public static Submission of(Inputs inputs, StateCodec codec) {
        Encoding encoding = new Encoding(codec);
        DeltaWriter delta = new DeltaWriter(256);
        for (Key.Value<?> input : inputs.values()) {
            Key<?> key = input.key();
            delta.value(key.name(), encoding.store(key, input.value()), key.isSecret());
        }
        return new Submission(inputs.values().isEmpty() ? LogRow.NO_DELTA : delta.toBytes());
    }

    /** By which the same submit is known again: of the pipeline's name and the inputs. */
    public String digest(String pipeline) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(pipeline.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(delta), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public NewRun toRun(RunSpec spec, long due, EventRows rows) {
        LogRow first = rows.row(0, new RunSubmitted(spec.info(), 1, 0, spec.created()), delta);
        return new NewRun(spec, due, first.type(), first.event(), delta);
    }
}
