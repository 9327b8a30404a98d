# Writes scripts/rules/*.lua into a C++ source, so that the program has them wherever it runs.
# cmake -D FOLDER=…/rules -D OUTPUT=….cpp -P embed_rules.cmake
file(GLOB files ${FOLDER}/*.lua)
list(SORT files)
set(rows "")
foreach(file ${files})
  cmake_path(GET file FILENAME name)
  file(READ ${file} text)
  string(APPEND rows "    {\"rules/${name}\", R\"~lua~(${text})~lua~\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"modules/automation/shipped_rules.h\"

namespace hostler {
namespace {
constexpr ShippedRule kRules[] = {
${rows}};
}  // namespace
std::span<const ShippedRule> shippedRules() { return kRules; }
}  // namespace hostler
")
