package dev.pawl.sqlite.kill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a child is to do, as it stands on its command line. Immutable.
 *
 * @param folder with the store and the logs
 * @param life the number of this child, from 0
 * @param pending keys that were submitted before, by a child that was killed
 * @param next the number of the first new key
 * @param fresh how many new runs to submit; {@link #ENDLESS} to go on until the end
 * @param point where to stop
 * @param nth at the how manyth time
 * @param mood how it behaves
 */
record Orders(
        Path folder, int life, List<String> pending, int next, int fresh, Optional<Point> point, int nth, Mood mood) {
    static final int ENDLESS = Integer.MAX_VALUE;

    enum Mood {
        /** Does its work and ends. */
        WORKING,
        /** Ends all runs, writes down what is recorded, and ends. */
        FINISHING,
        /** Closes engine and store when it gets a SIGTERM. */
        POLITE,
        /** Tries again what the store refuses because it cannot write, and gives up when that does not help for a while. */
        STUBBORN,
        /** As POLITE, and its bodies take longer than anybody waits. */
        SLOW
    }

    List<String> toArguments() {
        List<String> all = new ArrayList<>(List.of(
                folder.toString(),
                Integer.toString(life),
                Integer.toString(next),
                Integer.toString(fresh),
                point.map(Point::name).orElse("-"),
                Integer.toString(nth),
                mood.name()));
        all.addAll(pending);
        return all;
    }

    static Orders of(String... arguments) {
        return new Orders(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                List.of(arguments).subList(7, arguments.length),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                arguments[4].equals("-") ? Optional.empty() : Optional.of(Point.valueOf(arguments[4])),
                Integer.parseInt(arguments[5]),
                Mood.valueOf(arguments[6]));
    }

    Path store() {
        return folder.resolve("pawl.db");
    }

    /** What bodies did. */
    Path effects() {
        return folder.resolve("effects-" + life + ".log");
    }

    /** What the engine has acknowledged. */
    Path acknowledged() {
        return folder.resolve("acknowledged-" + life + ".log");
    }

    /** What is recorded, as the engine reads it. */
    Path recorded() {
        return folder.resolve("recorded.log");
    }

    /** What the engine finds wrong with the store. */
    Path verified() {
        return folder.resolve("verified.log");
    }

    /** What the child wrote to its standard error. */
    Path errors() {
        return folder.resolve("errors-" + life + ".txt");
    }
}
