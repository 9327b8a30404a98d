#include "modules/accounts/qr_code.h"

#include <qrcodegen/QrCode.hpp>

namespace hostler {
namespace {

constexpr int kQuietZone = 4;  // modules of white that the standard wants around

}  // namespace

std::string qrSvg(const std::string& text) {
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  std::string path;
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x) {
      if (!code.getModule(x, y)) continue;
      int length = 1;
      while (x + length < code.getSize() && code.getModule(x + length, y)) ++length;
      path += "M" + std::to_string(x + kQuietZone) + " " + std::to_string(y + kQuietZone) + "h" +
              std::to_string(length) + "v1h-" + std::to_string(length) + "z";
      x += length;
    }
  }
  const auto side = std::to_string(code.getSize() + 2 * kQuietZone);
  return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + " " + side +
         R"(" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d=")" +
         path + R"("/></svg>)";
}

}  // namespace hostler
