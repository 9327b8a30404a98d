#include "modules/billing/billing_events.h"
#include "tests/modules/notifications/shop.h"

namespace hostler {
namespace {

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const Id<Service> kService = Id<Service>::of(77);

class ServiceMailsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ServiceMailsTest);
  CPPUNIT_TEST(aServiceThatIsReadyIsAnnouncedWithALinkAndNoCredentials);
  CPPUNIT_TEST(aSuspensionForMoneyNamesTheInvoiceAndTheWayOut);
  CPPUNIT_TEST(anotherSuspensionNamesItsReasonAndNoInvoice);
  CPPUNIT_TEST(eachStepOfALifeHasItsMail);
  CPPUNIT_TEST(whoHasUsedMostOfItIsTold);
  CPPUNIT_TEST(whatNeedsAPersonGoesToTheOperatorOncePerDay);
  CPPUNIT_TEST_SUITE_END();

  template <class E>
  static E fact(Id<Account> account) {
    E event;
    event.service = kService;
    event.account = account;
    event.title = "Starter (example.com)";
    return event;
  }
  static std::string onlyMail(Shop& shop) {
    shop.work();
    const auto mails = shop.spooled();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mails.size());
    return mails[0];
  }

 public:
  void aServiceThatIsReadyIsAnnouncedWithALinkAndNoCredentials() {
    Shop shop;
    Service service;
    service.name = "Starter";
    service.domain = "example.com";
    service.externalId = "starter1";
    service.facts = {{"ip", "198.51.100.24"},
                     {"nameservers", {"ns1.acme.example", "ns2.acme.example"}},
                     {"password", "do-not-mail-me"},
                     {"user_name", "starter1"}};
    shop.services.emplace(kService, service);
    const auto account = shop.client("Meera", "meera@example.in");
    shop.announce(account, fact<ServiceActivated>(account));

    const auto mail = onlyMail(shop);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Subject: Starter is ready: example.com"));
    CPPUNIT_ASSERT(holds(mail, "https://my.acme.example/services/" + kService.text()));
    CPPUNIT_ASSERT(holds(mail, "198.51.100.24"));
    CPPUNIT_ASSERT(holds(mail, "ns2.acme.example"));
    CPPUNIT_ASSERT(!holds(mail, "do-not-mail-me"));
    CPPUNIT_ASSERT(!holds(mail, "starter1"));
  }

  void aSuspensionForMoneyNamesTheInvoiceAndTheWayOut() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    const auto invoice = shop.issueInvoice(account);
    auto suspended = fact<ServiceSuspended>(account);
    suspended.invoice = invoice.id;
    shop.announce(account, suspended);
    shop.work();

    const auto mail = shop.spooled().at(1);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "because invoice " + invoice.number));
    CPPUNIT_ASSERT(holds(mail, "https://my.acme.example/invoices/" + invoice.id.text()));
    CPPUNIT_ASSERT(holds(mail, "will be deleted on 16 Apr 2026"));
  }

  void anotherSuspensionNamesItsReasonAndNoInvoice() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    auto suspended = fact<ServiceSuspended>(account);
    suspended.reason = SuspensionReason::Abuse;
    shop.announce(account, suspended);
    const auto mail = onlyMail(shop);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "Reason: a report of abuse."));
    CPPUNIT_ASSERT(!holds(mail, "invoice"));
  }

  void eachStepOfALifeHasItsMail() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    shop.announce(account, fact<ServiceActivated>(account));
    shop.announce(account, fact<ServiceUnsuspended>(account));
    auto cancelled = fact<ServiceCancellationRequested>(account);
    cancelled.on = Date::of(2027, 3, 31);
    shop.announce(account, cancelled);
    shop.announce(account, fact<ServiceTerminated>(account));
    shop.work();

    for (const auto* name :
         {"account_ready", "service_unsuspended", "cancellation_confirmed", "service_terminated"}) {
      const auto sent = shop.message(name);
      CPPUNIT_ASSERT_MESSAGE(name, sent.status == MessageStatus::Sent);
      CPPUNIT_ASSERT(sent.account == account);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, shop.spooled().size());
  }

  void whoHasUsedMostOfItIsTold() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    auto high = fact<ServiceUsageHigh>(account);
    high.what = "disk";
    high.percent = 80;
    high.used = 5'046'586'573;
    high.limit = 5'368'709'120;
    shop.announce(account, high);
    const auto mail = onlyMail(shop);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "disk space"));
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "4.7 GB of 5.0 GB"));
  }

  void whatNeedsAPersonGoesToTheOperatorOncePerDay() {
    Shop shop;
    const auto account = shop.client("Meera", "meera@example.in");
    auto stuck = fact<ServiceNeedsAttention>(account);
    stuck.step = "create";
    stuck.reason = "The server is full";
    shop.announce(account, stuck);
    shop.announce(account, stuck);

    const auto mail = onlyMail(shop);
    CPPUNIT_ASSERT_MESSAGE(mail, holds(mail, "help@acme.example"));
    CPPUNIT_ASSERT(holds(mail, "The server is full"));
    CPPUNIT_ASSERT(!holds(mail, "To: Meera"));
  }
};
HOSTLER_SUITE(ServiceMailsTest, "modules/notifications/service_mails");

}  // namespace
}  // namespace hostler
