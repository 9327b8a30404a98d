#include "labels.h"

#include "tests/support/suite.h"

#include <hostler/outcome.hpp>

using namespace hostler::cloudstack;

class CloudstackLabelsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CloudstackLabelsTest);
  CPPUNIT_TEST(aMachinesNameIsAHostNameThatTellsItsService);
  CPPUNIT_TEST(aLabelTellsOwnerAndReference);
  CPPUNIT_TEST(nobodysLabelIsAnothers);
  CPPUNIT_TEST(whatIsNoReferenceIsRefused);
  CPPUNIT_TEST(backupsTellWhetherTheyOutlive);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aMachinesNameIsAHostNameThatTellsItsService() {
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-svc-0c7k2m9"}, machineName("svc_0c7k2m9"));
    CPPUNIT_ASSERT_EQUAL(std::string{"svc_0c7k2m9"}, referenceOfMachine("hostler-svc-0c7k2m9"));
    CPPUNIT_ASSERT(machineName(std::string(40, 'a')).size() <= 63);
    for (const char* other : {"web1", "hostler", "hostler-acc-1--vol-2", ""})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(other, std::string{}, referenceOfMachine(other));
    CPPUNIT_ASSERT_EQUAL(std::string{"acc_1"}, ownerOfGroup(groupOf("acc_1")));
  }

  void aLabelTellsOwnerAndReference() {
    const auto label = labelOf("acc_1", "vol_2");
    CPPUNIT_ASSERT_EQUAL(std::string{"hostler-acc-1--vol-2"}, label);
    CPPUNIT_ASSERT_EQUAL(std::string{"vol_2"}, referenceOf(label));
    CPPUNIT_ASSERT(isLabel(label) && !isLabel("data") && !isLabel(machineName("svc_1")));
  }

  void nobodysLabelIsAnothers() {
    CPPUNIT_ASSERT(isOwnedBy(labelOf("acc_1", "vol_2"), "acc_1"));
    CPPUNIT_ASSERT(!isOwnedBy(labelOf("acc_11", "vol_2"), "acc_1"));
    CPPUNIT_ASSERT(!isOwnedBy(labelOf("acc_1", "vol_2"), "acc"));
    CPPUNIT_ASSERT(isOwnedBy(labelOf("acc_1", "vol_2"), ""));
    CPPUNIT_ASSERT(!isOwnedBy("data", ""));
  }

  void whatIsNoReferenceIsRefused() {
    for (const char* text : {"", "acc__1", "acc-1", "ACC", "a b", "_a"}) {
      CPPUNIT_ASSERT_THROW_MESSAGE(text, machineName(text), hostler::sdk::ProviderFailure);
      CPPUNIT_ASSERT_THROW_MESSAGE(text, labelOf("acc_1", text), hostler::sdk::ProviderFailure);
      CPPUNIT_ASSERT_THROW_MESSAGE(text, labelOf(text, "vol_1"), hostler::sdk::ProviderFailure);
    }
  }

  void backupsTellWhetherTheyOutlive() {
    const auto kept = backupName("svc_1", "key", true), passing = backupName("svc_1", "key", false);
    CPPUNIT_ASSERT(outlivesAccount(kept) && !outlivesAccount(passing));
    CPPUNIT_ASSERT(isBackupOf(kept, "svc_1") && isBackupOf(passing, "svc_1"));
    CPPUNIT_ASSERT(!isBackupOf(kept, "svc_11") && !isBackupOf(kept, "svc"));
    CPPUNIT_ASSERT(!isLabel(kept) && !isLabel(passing));
    CPPUNIT_ASSERT(backupName("svc_1", "other", true) != kept);
  }
};

HOSTLER_SUITE(CloudstackLabelsTest, "plugins/provisioner/cloudstack/labels");
