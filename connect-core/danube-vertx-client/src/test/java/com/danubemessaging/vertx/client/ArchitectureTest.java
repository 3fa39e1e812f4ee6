package com.danubemessaging.vertx.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String CLIENT = "com.danubemessaging.vertx.client";
    private static final String ADMIN = CLIENT + ".admin";
    private static final String INTERNAL = CLIENT + ".internal..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.danubemessaging");

    @Test
    void internalsAreUsedByTheClientAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CLIENT, ADMIN, INTERNAL)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL)
                .check(CLASSES);
    }

    @Test
    void theClientKnowsNothingOfConnectors() {
        noClasses()
                .that()
                .resideInAPackage(CLIENT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.danubemessaging.connect..")
                .check(CLASSES);
    }

    @Test
    void vertxIsUsedThroughItsApiButForOneFlush() {
        noClasses()
                .that()
                .resideInAPackage(CLIENT + "..")
                .and()
                .doNotHaveSimpleName("SharedFlush")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..", "io.netty..", "sun..")
                .check(CLASSES);
    }

    @Test
    void noGeneratedStubMakesCalls() {
        noClasses()
                .that()
                .resideInAPackage(CLIENT + "..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*Grpc(Client|Service).*")
                .check(CLASSES);
    }

    @Test
    void publicTypesDoNotShowWireMessages() {
        noClasses()
                .that()
                .resideInAnyPackage(CLIENT, CLIENT + ".schema", ADMIN)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.danubemessaging.proto..")
                .check(CLASSES);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .that()
                .resideInAPackage(CLIENT + "..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }
}
