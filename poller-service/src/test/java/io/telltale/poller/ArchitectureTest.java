package io.telltale.poller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.telltale.poller", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String POLL = "io.telltale.poller.poll";

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.telltale.poller.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule layersUseOnlyThoseBelow =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("wiring")
                    .definedBy("io.telltale.poller")
                    .layer("operator")
                    .definedBy("..poller.http..")
                    .layer("health")
                    .definedBy("..poller.health..")
                    .layer("partition")
                    .definedBy("..poller.partition..")
                    .layer("schedule")
                    .definedBy("..poller.schedule..")
                    .layer("poll")
                    .definedBy("..poller.poll..")
                    .layer("secret")
                    .definedBy("..poller.secret..")
                    .layer("answer")
                    .definedBy("..poller.answer..")
                    .whereLayer("operator")
                    .mayOnlyBeAccessedByLayers("wiring")
                    .whereLayer("health")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("partition")
                    .mayOnlyBeAccessedByLayers("operator", "health", "wiring")
                    .whereLayer("schedule")
                    .mayOnlyBeAccessedByLayers("partition", "operator")
                    .whereLayer("poll")
                    .mayOnlyBeAccessedByLayers("schedule", "partition", "operator", "wiring")
                    .whereLayer("secret")
                    .mayOnlyBeAccessedByLayers("partition", "wiring")
                    .whereLayer("answer")
                    .mayOnlyBeAccessedByLayers("wiring");

    @ArchTest
    static final ArchRule tasksKnowNothingOfPolling =
            noClasses()
                    .that()
                    .resideInAPackage("..poller.task..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..poller.poll..", "..poller.schedule..", "..poller.partition..");

    @ArchTest
    static final ArchRule whatAPollIsDependsOnNoKindOfPoll =
            noClasses()
                    .that()
                    .resideInAPackage(POLL)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(POLL + ".*..");

    @ArchTest
    static final ArchRule providersPollsAreApart =
            slices().matching(POLL + ".(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule campaignsAndSmsAreApart =
            slices().matching(POLL + ".thingspace.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule pollsNeitherWriteNorRepeat =
            classes()
                    .that()
                    .resideInAPackage("..poller.poll..")
                    .should()
                    .onlyAccessClassesThat()
                    .resideOutsideOfPackages(
                            "org.apache.kafka.clients..",
                            "..poller.schedule..",
                            "..poller.partition..",
                            "..poller.http..");

    @ArchTest
    static final ArchRule onlyPartitionsAndAnswersSpeakToBrokers =
            classes()
                    .that()
                    .resideInAnyPackage("..poller.schedule..", "..poller.task..", "..poller.http..")
                    .should()
                    .onlyAccessClassesThat()
                    .resideOutsideOfPackage("org.apache.kafka.clients..");

    private static final String[] POLLING = {
        "..poller.poll..",
        "..poller.schedule..",
        "..poller.partition..",
        "..poller.task..",
        "..poller.secret..",
        "..poller.answer..",
        "..poller.health..",
        "..poller.http.."
    };

    @ArchTest
    static final ArchRule deadLettersAndIdentitiesKnowNothingOfPolling =
            noClasses()
                    .that()
                    .resideInAnyPackage("..poller.deadletter..", "..poller.identity..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(POLLING);

    @ArchTest
    static final ArchRule pollingKnowsNothingOfDeadLettersAndIdentities =
            noClasses()
                    .that()
                    .resideInAnyPackage(POLLING)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..poller.deadletter..", "..poller.identity..");

    @ArchTest
    static final ArchRule theDoorOfDeadLettersIsHttp_andOfIdentitiesTheirFileToo =
            noClasses()
                    .that()
                    .resideInAnyPackage("..poller.deadletter..", "..poller.identity..")
                    .and()
                    .haveNameNotMatching(".*\\.\\$.*") // made by the framework
                    .and()
                    .areTopLevelClasses()
                    .and()
                    .doNotHaveSimpleName("DeclaredLinkFile")
                    .should()
                    .bePublic();
}
