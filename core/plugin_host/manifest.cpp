#include "core/plugin_host/manifest.h"

#include <hostler/abi.h>
#include <re2/re2.h>

#include <cstdio>
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

const std::set<std::string_view> kMembers{
    "kind",         "name",        "version",         "sdk",
    "title",        "description", "homepage",        "license",
    "author",       "hosts",       "checkout",        "widget",
    "capabilities", "settings",    "server_settings", "product_settings",
    "$schema"};

/// How a text must look. Its length is apart from the pattern: RE2 makes one copy of a part for
/// each time that it may occur, which is felt at every start.
struct Form {
  RE2 pattern;
  std::size_t longest;

  bool fits(std::string_view text) const {
    return text.size() <= longest &&
           RE2::FullMatch(re2::StringPiece{text.data(), text.size()}, pattern);
  }
  bool fits(const Json& value) const {
    return value.is_string() && fits(std::string_view{value.get_ref<const std::string&>()});
  }
};

class Reader {
 public:
  explicit Reader(const Json& json) : json_{json} {}

  std::string text(const char* member, const Form& form, const char* words) {
    const auto value = json_.value(member, Json{});
    if (form.fits(value)) return value.get<std::string>();
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

  std::vector<std::string> list(const char* member, const Form& form, const char* words) {
    std::vector<std::string> made;
    const auto values = json_.value(member, Json::array());
    bool right = values.is_array() && values.size() <= 200;
    for (const auto& value : right ? values : Json::array()) {
      right = right && form.fits(value);
      if (right) made.push_back(value.get<std::string>());
    }
    if (!right) faults.push_back(std::string{member} + ": must be a list of " + words);
    if (std::set<std::string>{made.begin(), made.end()}.size() != made.size()) {
      faults.push_back(std::string{member} + ": names something twice");
    }
    return made;
  }

  void origins(const char* member, Manifest::Checkout& origins) {
    static const Form kOrigin{
        {R"(https://[A-Za-z0-9.-]+(:[0-9]+)?|\{(server_)?settings\.[a-z][a-z0-9_]*\})"}, 267};
    constexpr const char* kWords = "origins, such as \"https://checkout.example\"";
    if (!json_.contains(member)) return;
    if (!json_[member].is_object()) {
      faults.push_back(std::string{member} + ": must be an object");
      return;
    }
    Reader own{json_[member]};
    origins.script = own.list("script", kOrigin, kWords);
    origins.frame = own.list("frame", kOrigin, kWords);
    origins.connect = own.list("connect", kOrigin, kWords);
    for (const auto& fault : own.faults) faults.push_back(std::string{member} + "." + fault);
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

const Form& nameForm() {
  static const Form form{{"[a-z][a-z0-9_-]*"}, 63};
  return form;
}

void checkSdk(const std::string& sdk, std::vector<std::string>& faults) {
  unsigned major = 0, minor = 0;
  if (std::sscanf(sdk.c_str(), "%u.%u", &major, &minor) != 2) return;
  if (major == HOSTLER_ABI_MAJOR && minor <= HOSTLER_ABI_MINOR) return;
  faults.push_back("sdk: " + sdk + " is not what this engine offers (" +
                   std::to_string(HOSTLER_ABI_MAJOR) + "." + std::to_string(HOSTLER_ABI_MINOR) +
                   ")");
}

}  // namespace

ManifestError::ManifestError(std::vector<std::string> faults)
    : std::runtime_error{listed(faults)}, faults_{std::move(faults)} {}

bool isPluginName(std::string_view text) {
  return nameForm().fits(text);
}

Manifest Manifest::parse(std::string_view text) {
  static const Form kKind{{"[a-z][a-z]+/[1-9][0-9]*"}, 36},
      kVersion{{R"(\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?)"}, 80}, kSdk{{R"(\d+\.\d+)"}, 9},
      kCapability{{"[a-z][a-z0-9_.]*"}, 63},
      kHost{
          {R"((\*\.)?([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9-]+(:[0-9]+)?|\{(server_)?settings\.[a-z][a-z0-9_]*\})"},
          261};
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
  manifest.name = reader.text("name", nameForm(), "lower case, digits, _ and -, such as \"acme\"");
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
  // A plugin has one kind, and so one of the two.
  reader.origins(manifest.kind.starts_with("captcha/") ? "widget" : "checkout", manifest.checkout);
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
