#include "tests/support/suite.h"

#include <hostler/captcha.hpp>
#include <hostler/dns.hpp>
#include <hostler/gateway.hpp>
#include <hostler/lookup.hpp>
#include <hostler/notifier.hpp>
#include <hostler/provisioner.hpp>
#include <hostler/registrar.hpp>
#include <hostler/storage.hpp>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <set>

using namespace hostler::sdk;

namespace {

// "provisioner/1.create" to its examples, by "request" and "reply".
using Examples = std::map<std::string, std::map<std::string, Json>>;

void readExamples(const std::string& page, Examples& found) {
  const char* source = std::getenv("HOSTLER_SOURCE");
  CPPUNIT_ASSERT(source != nullptr);
  std::ifstream file{std::string{source} + "/plugins/sdk/" + page};
  CPPUNIT_ASSERT(file.is_open());
  std::string operation, which, text;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("### `")) operation = line.substr(5, line.find('`', 5) - 5);
    if (line == "```" && !which.empty()) {
      found[operation][which] = parseJson(text);
      which.clear();
    }
    if (!which.empty()) text += line + "\n";
    if (line == "```json request" || line == "```json reply") {
      which = line.substr(8);
      text.clear();
    }
  }
}

Examples examples() {
  Examples found;
  readExamples("README.md", found);
  readExamples("machines.md", found);
  return found;
}

// Every member of an example must be one that the struct has: what is read and written back keeps
// them all.
template <class T>
void check(const std::string& where, const Json& example) {
  const auto written = toJson(fromJson<T>(example));
  for (const auto& [name, value] : example.items()) {
    CPPUNIT_ASSERT_MESSAGE(where + " shows a member that is not there: " + name,
                           written.contains(name));
  }
}
template <class T>
void checkWhole(const std::string& where, const Json& example) {
  CPPUNIT_ASSERT_EQUAL_MESSAGE(where + " is not what crosses", toJson(fromJson<T>(example)),
                               example);
}

template <class Kind>
struct Documentation {
  std::map<std::string, std::function<void(const Json&)>> requests, replies;

  template <class Owner, class Result, class Request>
  void add(std::string_view verb, Reply<Result> (Owner::*)(const Call&, const Request&)) {
    const auto operation = std::string{Kind::kKind} + "." + std::string{verb};
    requests[operation] = [operation](const Json& json) {
      check<Request>(operation + " request", json);
    };
    replies[operation] = [operation](const Json& json) {
      checkWhole<Result>(operation + " reply", json);
    };
  }
};

}  // namespace

// A kind's declare() wants a VerbTable; this one only documents.
template <>
class hostler::sdk::VerbTable<Provisioner, Provisioner> : public Documentation<Provisioner> {};
template <>
class hostler::sdk::VerbTable<Gateway, Gateway> : public Documentation<Gateway> {};
template <>
class hostler::sdk::VerbTable<Registrar, Registrar> : public Documentation<Registrar> {};
template <>
class hostler::sdk::VerbTable<Dns, Dns> : public Documentation<Dns> {};
template <>
class hostler::sdk::VerbTable<Notifier, Notifier> : public Documentation<Notifier> {};
template <>
class hostler::sdk::VerbTable<Lookup, Lookup> : public Documentation<Lookup> {};
template <>
class hostler::sdk::VerbTable<Captcha, Captcha> : public Documentation<Captcha> {};
template <>
class hostler::sdk::VerbTable<Storage, Storage> : public Documentation<Storage> {};

class ReadmeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReadmeTest);
  CPPUNIT_TEST(everyProvisionerVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyGatewayVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyRegistrarVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyDnsVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyNotifierVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyLookupVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyCaptchaVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST(everyStorageVerbIsDocumentedAsItCrosses);
  CPPUNIT_TEST_SUITE_END();

 public:
  void everyProvisionerVerbIsDocumentedAsItCrosses() { holds<Provisioner>(); }
  void everyGatewayVerbIsDocumentedAsItCrosses() { holds<Gateway>(); }
  void everyRegistrarVerbIsDocumentedAsItCrosses() { holds<Registrar>(); }
  void everyDnsVerbIsDocumentedAsItCrosses() { holds<Dns>(); }
  void everyNotifierVerbIsDocumentedAsItCrosses() { holds<Notifier>(); }
  void everyLookupVerbIsDocumentedAsItCrosses() { holds<Lookup>(); }
  void everyCaptchaVerbIsDocumentedAsItCrosses() { holds<Captcha>(); }
  void everyStorageVerbIsDocumentedAsItCrosses() { holds<Storage>(); }

 private:
  template <class Kind>
  static void holds() {
    VerbTable<Kind, Kind> verbs;
    Kind::template declare<Kind>(verbs);
    const auto shown = examples();
    for (const auto& [operation, checkRequest] : verbs.requests) {
      const auto found = shown.find(operation);
      CPPUNIT_ASSERT_MESSAGE(operation + " is not documented", found != shown.end());
      CPPUNIT_ASSERT_MESSAGE(operation + " shows no request", found->second.contains("request"));
      checkRequest(found->second.at("request"));
      if (found->second.contains("reply")) verbs.replies.at(operation)(found->second.at("reply"));
    }
  }
};

HOSTLER_SUITE(ReadmeTest, "plugins/sdk/readme");
