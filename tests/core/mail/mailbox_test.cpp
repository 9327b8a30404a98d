#include "core/mail/mailbox.h"

#include "tests/support/suite.h"

namespace hostler::mail {

class MailboxTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MailboxTest);
  CPPUNIT_TEST(ordinaryAddressesAreTaken);
  CPPUNIT_TEST(internationalDomainsAreKeptAsALabels);
  CPPUNIT_TEST(nothingButOneAddressIsTaken);
  CPPUNIT_TEST(namesHoldNoControlCharacter);
  CPPUNIT_TEST_SUITE_END();

 public:
  void ordinaryAddressesAreTaken() {
    for (const std::string address :
         {"meera@example.in", "a.b+tag@sub.example.co.in", "o'hara_1@example.com", "x@a-b.example",
          "!#$%&'*+-/=?^_`{|}~@example.org"}) {
      const auto mailbox = Mailbox::parse(address);
      CPPUNIT_ASSERT_MESSAGE(address, mailbox.has_value());
      CPPUNIT_ASSERT_EQUAL(address, mailbox->address());
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"Meera@example.in"},
                         Mailbox::parse("Meera@EXAMPLE.in")->address());
    CPPUNIT_ASSERT_EQUAL(std::string{"example.in"}, Mailbox::parse("meera@example.in")->domain());
  }

  void internationalDomainsAreKeptAsALabels() {
    CPPUNIT_ASSERT_EQUAL(std::string{"info@xn--bcher-kva.example"},
                         Mailbox::parse("info@bücher.example")->address());
    CPPUNIT_ASSERT_EQUAL(std::string{"info@xn--bcher-kva.example"}, Mailbox::parse("info@BU\xCC\x88"
                                                                                   "CHER.example")
                                                                        ->address());
    CPPUNIT_ASSERT_EQUAL(std::string{"info@xn--h2brj9c.xn--h2brj9c"},
                         Mailbox::parse("info@भारत.भारत")->address());
    CPPUNIT_ASSERT_EQUAL(std::string{"info@xn--strae-oqa.example"},
                         Mailbox::parse("info@straße.example")->address());
    CPPUNIT_ASSERT_EQUAL(std::string{"info@xn--h2brj9c.example"},
                         Mailbox::parse("info@xn--h2brj9c.example")->address());
  }

  void nothingButOneAddressIsTaken() {
    using namespace std::string_literals;
    const std::string sixtyFour(64, 'a');
    std::string longDomain;
    for (int i = 0; i < 40; ++i) longDomain += "label.";
    longDomain += "example-domain";
    for (const std::string& address : {""s,
                                       "meera"s,
                                       "@example.in"s,
                                       "meera@"s,
                                       "meera@localhost"s,
                                       "a@b@example.in"s,
                                       "a@example.in,b@example.in"s,
                                       "a@example.in b@example.in"s,
                                       "a@example.in;b@x.in"s,
                                       "<a@example.in>"s,
                                       "A <a@example.in>"s,
                                       " a@example.in"s,
                                       "a@example.in "s,
                                       "a@example.in\r\nBcc: b@x.in"s,
                                       "a\r\n@example.in"s,
                                       "a@exa\nmple.in"s,
                                       "a@example.in\0"s,
                                       "a\0@example.in"s,
                                       "a..b@example.in"s,
                                       ".a@example.in"s,
                                       "a.@example.in"s,
                                       "\"a b\"@example.in"s,
                                       "a(c)@example.in"s,
                                       "a@example..in"s,
                                       "a@.example.in"s,
                                       "a@example.in."s,
                                       "a@[127.0.0.1]"s,
                                       "a@127.0.0.1"s,
                                       "a@-example.in"s,
                                       "a@example-.in"s,
                                       "a@exa_mple.in"s,
                                       "a@exa mple.in"s,
                                       "मीरा@example.in"s,
                                       "a@xn--zzzzzzzzzz99999.example"s,
                                       "a@" + std::string(64, 'x') + ".in",
                                       sixtyFour + "a@example.in",
                                       "a@" + longDomain,
                                       "%s%n@"s,
                                       "a@\xFF\xFE.in"s}) {
      CPPUNIT_ASSERT_MESSAGE(address, !Mailbox::parse(address));
    }
    CPPUNIT_ASSERT(Mailbox::parse(sixtyFour + "@example.in"));
  }

  void namesHoldNoControlCharacter() {
    const auto mailbox =
        Mailbox::parse("a@example.in", " Meera\r\nBcc: x@y.in\t\x7F K\xC2\x85 \xE2\x80\xA8 \xFF");
    CPPUNIT_ASSERT_EQUAL(std::string{"Meera Bcc: x@y.in K  ?"}, mailbox->name());
  }
};
HOSTLER_SUITE(MailboxTest, "core/mail/mailbox");

}  // namespace hostler::mail
