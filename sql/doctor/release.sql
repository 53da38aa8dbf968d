select product, version_full version
  from product_component_version
 order by product
