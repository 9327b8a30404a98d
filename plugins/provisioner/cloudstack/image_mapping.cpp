#include "image_mapping.h"

#include "labels.h"
#include "mapping.h"
#include "refusals.h"

#include <algorithm>
#include <cctype>

namespace hostler::cloudstack {
namespace {

sdk::ResourceState stateOf(const sdk::Json& image) {
  if (flagOf(image, "isready")) return sdk::ResourceState::Ready;
  const auto status = someText(image, "status");
  for (const char* word : {"rror", "ailed", "bandoned", "onnection refused", "imeout"}) {
    if (status.find(word) != std::string::npos) return sdk::ResourceState::Failed;
  }
  return sdk::ResourceState::Creating;
}

}  // namespace

sdk::Image toImage(const sdk::Json& json, sdk::ImageKind ownKind, sdk::ImageKind publicKind) {
  sdk::Image image;
  const auto label = textOf(json, "name");
  const bool isOwn = isLabel(label);
  image.id = textOf(json, "id");
  image.name = someText(json, "displaytext");
  if (image.name.empty()) image.name = label;
  image.reference = referenceOf(label);
  image.region = someText(json, "zoneid");
  image.createdAt = timeOf(json, "created");
  image.state = stateOf(json);
  image.available = image.state == sdk::ResourceState::Ready;
  // What the cloud's operator shows to everybody is featured. Anything else is the account's own,
  // or some stranger's: the seller's, and not for every client of theirs to boot and read.
  const bool isFeatured = json.contains("isfeatured") && flagOf(json, "isfeatured");
  image.kind = isOwn || !isFeatured ? ownKind : publicKind;
  image.distribution = someText(json, "ostypename");
  image.sizeBytes = someNumber(json, "physicalsize");
  image.minDiskBytes = someNumber(json, "size");
  if (!image.region.empty()) image.regions.push_back(image.region);
  return image;
}

const std::string& fetchableUrl(const std::string& url) {
  const bool isWeb = url.starts_with("https://") || url.starts_with("http://");
  const bool isPlain =
      std::ranges::all_of(url, [](unsigned char c) { return c > ' ' && c < 0x7f; });
  if (!isWeb || !isPlain || url.size() > 2048)
    fail(badRequest("url is not an address that the cloud can fetch"));
  return url;
}

std::string imageFormatOf(const std::string& url) {
  auto path = url.substr(0, url.find_first_of("?#"));
  std::ranges::transform(path, path.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const char* packing : {".bz2", ".gz", ".zip"}) {
    if (path.ends_with(packing)) path.resize(path.size() - std::string_view{packing}.size());
  }
  constexpr std::pair<const char*, const char*> kFormats[] = {
      {".qcow2", "QCOW2"}, {".vhd", "VHD"}, {".ova", "OVA"},
      {".vmdk", "VMDK"},   {".raw", "RAW"}, {".img", "RAW"}};
  for (const auto& [end, format] : kFormats) {
    if (path.ends_with(end)) return format;
  }
  fail(badRequest("url does not end as the name of a disk image does"));
}

}  // namespace hostler::cloudstack
