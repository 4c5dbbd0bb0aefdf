// title_zh: 报告里有哪些芯片厂商？
// title_en: Which chip vendors does the report name?
// grade: 1
MATCH (vendor:ChipVendor)
RETURN vendor, vendor.name_zh AS name_zh, vendor.name_en AS name_en
ORDER BY name_en
