import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Counts the tests in Surefire's reports and refuses a skipped test that is not written down.
 *
 * <p>Arguments: the folder with one folder of reports for each run, and the page that lists the tests that may be
 * skipped, each as {@code `Class#method`} in backticks.
 */
final class Skips {
    private int passed;
    private int failed;
    private final List<String> skipped = new ArrayList<>();

    public static void main(String[] args) throws IOException, XMLStreamException {
        Path page = Path.of(args[1]);
        String listed = Files.exists(page) ? Files.readString(page) : "";
        Skips total = new Skips();
        boolean good = true;
        for (Path run : children(Path.of(args[0]))) {
            Skips one = new Skips();
            one.readAll(run);
            System.out.println(run.getFileName() + ": " + one);
            if (one.passed + one.failed == 0) {
                System.out.println(run.getFileName() + ": no test ran");
                good = false;
            }
            total.add(one);
        }
        for (String test : new TreeSet<>(total.skipped)) {
            boolean known = isListed(test, listed);
            System.out.println("skipped: " + test + (known ? "" : " - not listed in " + page));
            good &= known;
        }
        good &= total.failed == 0 && total.passed > 0;
        System.out.println(total);
        System.exit(good ? 0 : 1);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    private void readAll(Path run) throws IOException, XMLStreamException {
        for (Path module : children(run)) {
            for (Path report : children(module)) {
                read(report);
            }
        }
    }

    private void read(Path report) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (var in = Files.newInputStream(report)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String test = "";
            String outcome = "";
            while (xml.hasNext()) {
                int event = xml.next();
                String name = xml.hasName() ? xml.getLocalName() : "";
                if (event == XMLStreamConstants.START_ELEMENT && name.equals("testcase")) {
                    test = name(xml.getAttributeValue(null, "classname"), xml.getAttributeValue(null, "name"));
                    outcome = "passed";
                } else if (event == XMLStreamConstants.START_ELEMENT && isOutcome(name)) {
                    outcome = name;
                } else if (event == XMLStreamConstants.END_ELEMENT && name.equals("testcase")) {
                    count(test, outcome);
                }
            }
        }
    }

    private static boolean isOutcome(String element) {
        return element.equals("skipped") || element.equals("failure") || element.equals("error");
    }

    private void count(String test, String outcome) {
        switch (outcome) {
            case "passed" -> passed++;
            case "skipped" -> skipped.add(test);
            default -> failed++;
        }
    }

    /** Cuts off parameters and the number of the repetition; a class that was skipped whole has no method. */
    private static String name(String type, String method) {
        String plain = method == null ? "" : method.split("[({\\[]", 2)[0].trim();
        return plain.isEmpty() || plain.equals(type) ? type : type + "#" + plain;
    }

    private static boolean isListed(String test, String page) {
        String withoutPackage = test.replaceFirst("^(\\w+\\.)*", "");
        return page.contains('`' + test + '`') || page.contains('`' + withoutPackage + '`');
    }

    private void add(Skips other) {
        passed += other.passed;
        failed += other.failed;
        skipped.addAll(other.skipped);
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed, " + skipped.size() + " skipped";
    }
}
