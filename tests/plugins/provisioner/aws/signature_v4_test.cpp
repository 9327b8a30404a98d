#include "signature_v4.h"

#include "tests/plugins/support/shapes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace hostler::aws;
using hostler::sdk::Secret;

namespace {

// Key and scope that every case of Amazon's published suite is signed with.
const Credentials kCredentials{"AKIDEXAMPLE", Secret{"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"},
                               Secret{}};
const SignatureScope kScope{"20150830T123600Z", "us-east-1", "service"};

std::string textFile(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  CPPUNIT_ASSERT_MESSAGE(path.string(), file.is_open());
  std::string text{std::istreambuf_iterator<char>{file}, {}};
  std::erase(text, '\r');
  return text;
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The headers that were signed, of a request as it went over the wire.
SignedRequest requestIn(const std::string& text, const std::string& authorization) {
  const auto start = authorization.find("SignedHeaders=") + 14;
  const auto names =
      ";" + authorization.substr(start, authorization.find(',', start) - start) + ";";
  SignedRequest request;
  const auto headEnd = std::min(text.find("\n\n"), text.size());
  std::istringstream head{text.substr(0, headEnd)};
  std::string line;
  std::getline(head, line);
  const auto target = line.find(' ') + 1;
  const auto url = line.substr(target, line.rfind(" HTTP/") - target);
  request.method = line.substr(0, target - 1);
  request.path = url.substr(0, url.find('?'));
  if (url.find('?') != std::string::npos) request.query = url.substr(url.find('?') + 1);
  while (std::getline(head, line)) {
    if (line.starts_with(' ') || line.starts_with('\t')) {
      if (!request.headers.empty()) request.headers.back().second += "\n" + line;
      continue;
    }
    const auto colon = line.find(':');
    request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
  }
  std::erase_if(request.headers, [&](const auto& header) {
    return names.find(";" + lowered(header.first) + ";") == std::string::npos;
  });
  if (headEnd < text.size()) request.body = text.substr(headEnd + 2);
  return request;
}

}  // namespace

class AwsSignatureV4Test : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AwsSignatureV4Test);
  CPPUNIT_TEST(aFormIsSignedAsAnotherImplementationSignsIt);
  CPPUNIT_TEST(everyPartOfTheRequestCounts);
  CPPUNIT_TEST(everyPublishedCaseIsSignedAsPublished);
  CPPUNIT_TEST_SUITE_END();

 public:
  // Computed with another implementation (Python's hmac and hashlib, from the published steps).
  void aFormIsSignedAsAnotherImplementationSignsIt() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date, Signature="
            "1ce94b0ff0a46c00d350ab05be153d074ecb301351213029820409bf0b12cbb1"},
        authorization(kCredentials, kScope, form()));
  }

  void everyPartOfTheRequestCounts() {
    const auto right = authorization(kCredentials, kScope, form());
    auto body = form();
    body.body += "&Force=true";
    CPPUNIT_ASSERT(right != authorization(kCredentials, kScope, body));
    auto path = form();
    path.path = "/ec2/";
    CPPUNIT_ASSERT(right != authorization(kCredentials, kScope, path));
    auto host = form();
    host.headers[0].second = "ec2.eu-west-1.amazonaws.com";
    CPPUNIT_ASSERT(right != authorization(kCredentials, kScope, host));
    auto scope = kScope;
    scope.region = "eu-west-1";
    CPPUNIT_ASSERT(right != authorization(kCredentials, scope, form()));
    const Credentials other{"AKIDEXAMPLE", Secret{"another-secret-key-entirely"}, Secret{}};
    CPPUNIT_ASSERT(right != authorization(other, kScope, form()));
    CPPUNIT_ASSERT(right.find("wJalrXUtnFEMI") == std::string::npos);
  }

  void everyPublishedCaseIsSignedAsPublished() {
    const auto specs = hostler::testing::providerSpecs();
    if (!specs) return;
    int cases = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator{*specs / "aws" / "sigv4"}) {
      if (entry.path().extension() != ".sreq") continue;
      const auto read = [&](const char* extension) {
        auto path = entry.path();
        return textFile(path.replace_extension(extension));
      };
      const auto name = entry.path().stem().string();
      const auto wanted = read(".authz");
      const auto request = requestIn(read(".sreq"), wanted);
      const auto canonical = canonicalRequest(request);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, read(".creq"), canonical);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, read(".sts"), stringToSign(kScope, canonical));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(name, wanted, authorization(kCredentials, kScope, request));
      ++cases;
    }
    CPPUNIT_ASSERT_EQUAL(34, cases);
  }

 private:
  static SignedRequest form() {
    SignedRequest request;
    request.method = "POST";
    request.headers = {{"Host", "ec2.us-east-1.amazonaws.com"},
                       {"Content-Type", "application/x-www-form-urlencoded"},
                       {"X-Amz-Date", "20150830T123600Z"}};
    request.body = "Action=StartInstances&InstanceId.1=i-0a1b2c3d4e5f60718&Version=2016-11-15";
    return request;
  }
};

HOSTLER_SUITE(AwsSignatureV4Test, "plugins/provisioner/aws/signature_v4");
