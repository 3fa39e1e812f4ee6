package com.danubemessaging.connect.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each power over the process has one place. */
@AnalyzeClasses(packagesOf = DanubeConnect.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheMainClassEndsTheJvm = noClasses()
            .that()
            .doNotHaveSimpleName("DanubeConnect")
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule onlyASecondSignalAndTheMainClassHaltIt = noClasses()
            .that()
            .doNotHaveSimpleName("DanubeConnect")
            .and()
            .doNotHaveSimpleName("Signals")
            .should()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule onlyTheSurroundingsReadTheEnvironment =
            noClasses().that().doNotHaveSimpleName("Surroundings").should().callMethod(System.class, "getenv");

    @ArchTest
    static final ArchRule nothingUsesInternalsOfVertx = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.internal..", "io.vertx..impl..");

    @ArchTest
    static final ArchRule onlyTheLogRoomKnowsTheBackend = noClasses()
            .that()
            .resideOutsideOfPackage("..launcher.logging..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ch.qos.logback..");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
