/** Keeps runs in one SQLite file. */
module dev.pawl.sqlite {
    requires transitive dev.pawl.core;
    requires java.sql;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports dev.pawl.sqlite;
}
