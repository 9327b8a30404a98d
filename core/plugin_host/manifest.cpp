#include "core/plugin_host/manifest.h"

#include <hostler/abi.h>
#include <re2/re2.h>

#include <fstream>
#include <set>

namespace hostler::plugin {
namespace {

constexpr std::size_t kLargestFile = 256 * 1024;

std::string listed(const std::vector<std::string>& faults) {
  std::string text = "plugin.json cannot be used: ";
  for (const auto& fault : faults) text += (&fault == &faults.front() ? "" : "; ") + fault;
  return text;
}

const std::set<std::string_view> kMembers{"kind",
                                          "name",
                                          "version",
                                          "sdk",
                                          "title",
                                          "description",
                                          "homepage",
                                          "license",
                                          "author",
                                          "hosts",
                                          "checkout",
                                          "capabilities",
                                          "settings",
                                          "server_settings",
                                          "product_settings",
                                          "$schema"};

class Reader {
 public:
  explicit Reader(const Json& json) : json_{json} {}

  std::string text(const char* member, const RE2& form, const char* words) {
    const auto value = json_.value(member, Json{});
    if (value.is_string() && RE2::FullMatch(value.get_ref<const std::string&>(), form))
      return value.get<std::string>();
    faults.push_back(std::string{member} + ": must be " + words);
    return {};
  }

  std::string optionalText(const char* member) {
    const auto value = json_.value(member, Json(""));
    if (value.is_string() && value.get_ref<const std::string&>().size() <= 2000)
      return value.get<std::string>();
    faults.push_back(std::string{member} + ": must be a text");
    return {};
  }

  std::vector<std::string> list(const char* member, const RE2& form, const char* words) {
    std::vector<std::string> made;
    const auto values = json_.value(member, Json::array());
    bool right = values.is_array() && values.size() <= 200;
    for (const auto& value : right ? values : Json::array()) {
      right =
          right && value.is_string() && RE2::FullMatch(value.get_ref<const std::string&>(), form);
      if (right) made.push_back(value.get<std::string>());
    }
    if (!right) faults.push_back(std::string{member} + ": must be a list of " + words);
    if (std::set<std::string>{made.begin(), made.end()}.size() != made.size()) {
      faults.push_back(std::string{member} + ": names something twice");
    }
    return made;
  }

  void checkout(Manifest::Checkout& checkout) {
    static const RE2 kOrigin{
        R"(https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\{(server_)?settings\.[a-z][a-z0-9_]{0,62}\})"};
    if (!json_.contains("checkout")) return;
    Reader own{json_["checkout"]};
    if (!json_["checkout"].is_object()) {
      faults.push_back("checkout: must be an object");
      return;
    }
    checkout.script = own.list("script", kOrigin, "origins, such as \"https://checkout.example\"");
    checkout.frame = own.list("frame", kOrigin, "origins, such as \"https://checkout.example\"");
    checkout.connect =
        own.list("connect", kOrigin, "origins, such as \"https://checkout.example\"");
    for (const auto& fault : own.faults) faults.push_back("checkout." + fault);
  }

  SettingsSchema schema(const char* member) {
    return json_.contains(member) ? SettingsSchema{json_[member], member, faults}
                                  : SettingsSchema{};
  }

  void refuseUnknown() {
    for (const auto& [name, value] : json_.items()) {
      if (!kMembers.contains(name) && !name.starts_with("x-"))
        faults.push_back(name.substr(0, 64) + ": is not known");
    }
  }

  std::vector<std::string> faults;

 private:
  const Json& json_;
};

void checkSdk(const std::string& sdk, std::vector<std::string>& faults) {
  unsigned major = 0, minor = 0;
  if (!RE2::FullMatch(sdk, R"((\d{1,4})\.(\d{1,4}))", &major, &minor)) return;
  if (major == HOSTLER_ABI_MAJOR && minor <= HOSTLER_ABI_MINOR) return;
  faults.push_back("sdk: " + sdk + " is not what this engine offers (" +
                   std::to_string(HOSTLER_ABI_MAJOR) + "." + std::to_string(HOSTLER_ABI_MINOR) +
                   ")");
}

}  // namespace

ManifestError::ManifestError(std::vector<std::string> faults)
    : std::runtime_error{listed(faults)}, faults_{std::move(faults)} {}

bool isPluginName(std::string_view text) {
  static const RE2 expression{"[a-z][a-z0-9_-]{0,62}"};
  return RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, expression);
}

Manifest Manifest::parse(std::string_view text) {
  static const RE2 kKind{"[a-z]{2,32}/[1-9][0-9]{0,2}"}, kName{"[a-z][a-z0-9_-]{0,62}"},
      kVersion{R"(\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,64})?)"}, kSdk{R"(\d{1,4}\.\d{1,4})"},
      kCapability{"[a-z][a-z0-9_.]{0,62}"},
      kHost{
          R"((\*\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9-]{1,63}(:[0-9]{1,5})?|\{(server_)?settings\.[a-z][a-z0-9_]{0,62}\})"};
  Json json;
  try {
    json = parseStrict(text);
  } catch (const JsonError& error) {
    throw ManifestError{{error.what()}};
  }
  if (!json.is_object()) throw ManifestError{{"it must be an object"}};

  Reader reader{json};
  Manifest manifest;
  manifest.kind = reader.text("kind", kKind, "a kind and its version, such as \"registrar/1\"");
  manifest.name = reader.text("name", kName, "lower case, digits, _ and -, such as \"acme\"");
  manifest.version = reader.text("version", kVersion, "a version, such as \"1.2.0\"");
  manifest.sdk = reader.text("sdk", kSdk, "a version of the SDK, such as \"1.0\"");
  manifest.title = reader.optionalText("title");
  manifest.description = reader.optionalText("description");
  manifest.homepage = reader.optionalText("homepage");
  manifest.license = reader.optionalText("license");
  manifest.author = reader.optionalText("author");
  manifest.capabilities =
      reader.list("capabilities", kCapability, "capabilities, such as \"renew\"");
  manifest.hosts = reader.list("hosts", kHost, "host names");
  reader.checkout(manifest.checkout);
  manifest.settings = reader.schema("settings");
  manifest.serverSettings = reader.schema("server_settings");
  manifest.productSettings = reader.schema("product_settings");
  checkSdk(manifest.sdk, reader.faults);
  reader.refuseUnknown();
  if (!reader.faults.empty()) throw ManifestError{std::move(reader.faults)};
  return manifest;
}

Manifest Manifest::load(const std::filesystem::path& file) {
  std::ifstream stream{file, std::ios::binary};
  std::string text(kLargestFile + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || (!stream && stream.gcount() == 0)) throw ManifestError{{"it cannot be read"}};
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > kLargestFile) throw ManifestError{{"it is larger than 256 KB"}};
  return parse(text);
}

}  // namespace hostler::plugin
