package com.danubemessaging.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.danubemessaging.embedded");

    @Test
    void theCoreKnowsNoVertxAndNoGrpc() {
        classes()
                .that()
                .resideInAnyPackage("..internal.broker..", "..internal.storage..", "..embedded.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.danubemessaging.embedded.internal.broker..",
                        "com.danubemessaging.embedded.internal.storage..",
                        "com.danubemessaging.embedded.internal.schema..",
                        "com.danubemessaging.embedded.model..",
                        "com.danubemessaging.proto..",
                        "com.google.protobuf..",
                        "org.h2.mvstore..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theFileAloneSeesTheStoreThatItIsWrittenWith() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..internal.storage.disk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.h2..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..internal.storage..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..internal.broker..", "..internal.server..")
                .check(CLASSES);
    }

    @Test
    void theSchemaRegistryAloneSeesTheSchemaLanguages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..internal.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.avro..", "io.vertx.json.schema..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..internal.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.vertx.grpc..", "io.vertx.core.http..", "..internal.broker..", "..internal.server..")
                .check(CLASSES);
    }

    @Test
    void nothingTouchesTheInsidesOfVertx() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "sun..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("com.danubemessaging.embedded.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
